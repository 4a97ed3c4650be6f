using LoanDefault.Core.Applications;

namespace LoanDefault.Tests.Core.Support;

/// <summary>Contracts and columns for tests.</summary>
internal static class Contracts
{
    public static ApplicationContract Of(params ContractColumn[] columns) => new()
    {
        Name = "test",
        Id = columns.FirstOrDefault(c => c.Type == ColumnType.Id)?.Name,
        Columns = columns,
    };

    public static ContractColumn Id(string name = "application_id") =>
        new() { Name = name, Type = ColumnType.Id, Required = true };

    public static ContractColumn Number(string name, double? minimum = null, double? maximum = null, bool required = false) =>
        new() { Name = name, Type = ColumnType.Number, Minimum = minimum, Maximum = maximum, Required = required };

    public static ContractColumn Integer(string name, double? minimum = null, double? maximum = null, bool required = false) =>
        new() { Name = name, Type = ColumnType.Integer, Minimum = minimum, Maximum = maximum, Required = required };

    public static ContractColumn Date(string name, bool required = false) =>
        new() { Name = name, Type = ColumnType.Date, Required = required };

    public static ContractColumn Category(string name, params string[] categories) =>
        new() { Name = name, Type = ColumnType.Category, Categories = categories };
}
