using LoanDefault.Core.Applications;

namespace LoanDefault.Modeling.Synthetic;

/// <summary>A way to break a rule of the contract in one cell.</summary>
internal enum CellDefectKind
{
    Missing,
    Negative,
    AboveMaximum,
    NotANumber,
    Infinite,
    UnknownCategory,
    FutureDate,
}

/// <summary>A broken cell.</summary>
/// <param name="Column">Position among the generated columns.</param>
/// <param name="Kind">How it is broken.</param>
internal readonly record struct CellDefect(int Column, CellDefectKind Kind)
{
    /// <summary>Every way to break a row of these columns.</summary>
    public static CellDefect[] All(IReadOnlyList<SyntheticColumn> columns)
    {
        var defects = new List<CellDefect>();
        for (int i = 0; i < columns.Count; i++)
        {
            foreach (CellDefectKind kind in KindsOf(columns[i]))
                defects.Add(new CellDefect(i, kind));
        }

        return [.. defects];
    }

    private static IEnumerable<CellDefectKind> KindsOf(SyntheticColumn column)
    {
        ContractColumn definition = column.Definition;
        if (definition.Required && definition.Type != ColumnType.Id)
            yield return CellDefectKind.Missing;
        if (definition.Minimum >= 0)
            yield return CellDefectKind.Negative;
        if (definition.Maximum is { } maximum && maximum < int.MaxValue / 10)
            yield return CellDefectKind.AboveMaximum;
        if (definition.Type == ColumnType.Number)
        {
            yield return CellDefectKind.NotANumber;
            yield return CellDefectKind.Infinite;
        }

        if (definition.Type == ColumnType.Category)
            yield return CellDefectKind.UnknownCategory;
        if (definition.Type == ColumnType.Date)
            yield return CellDefectKind.FutureDate;
    }
}
