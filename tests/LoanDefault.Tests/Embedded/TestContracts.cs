using System.Text;
using LoanDefault.Core.Applications;

namespace LoanDefault.Tests.Embedded;

/// <summary>Small contracts for tests of the host.</summary>
internal static class TestContracts
{
    /// <summary>The reference contract.</summary>
    public static ApplicationContract LendingClub { get; } =
        ContractFile.Load(Path.Combine(RepositoryFiles.Root, "models", "lending-club.contract.json"));

    /// <summary>Id, income (number, at least 0), count (integer), grade (a, b, c), day (date); all but the day required.</summary>
    public static ApplicationContract Small { get; } = Parse("""
        {
          "name": "small", "id": "id",
          "target": { "column": "outcome", "bad": ["bad"], "good": ["good"] },
          "columns": [
            { "name": "id", "type": "id", "required": true },
            { "name": "income", "type": "number", "minimum": 0, "required": true },
            { "name": "count", "source": "n", "type": "integer", "required": true },
            { "name": "grade", "type": "category", "categories": ["a", "b", "c"], "required": true },
            { "name": "day", "type": "date" }
          ]
        }
        """);

    /// <summary>The same without an id column.</summary>
    public static ApplicationContract SmallWithoutId { get; } =
        Small with { Id = null, Columns = [.. Small.Columns.Where(c => c.Type != ColumnType.Id)] };

    public static ApplicationContract Parse(string json) => ContractFile.Parse(Encoding.UTF8.GetBytes(json), "test.json");
}
