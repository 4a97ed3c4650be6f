using LoanDefault.Core.Errors;

namespace LoanDefault.Tables.Errors;

/// <summary>A Delta table uses something that we would break by writing to it; nothing was written.</summary>
public sealed class UnsupportedTableException : BadInputException
{
    internal UnsupportedTableException(string table, string feature, string whatToDo)
        : base($"refusing to write to table {table}: {feature}; {whatToDo}", table) => Feature = feature;

    /// <summary>What it uses.</summary>
    public string Feature { get; }
}
