using LoanDefault.Core.Applications;

namespace LoanDefault.Modeling.Synthetic;

/// <summary>Makes rows: row i depends on the request and i alone. Immutable; safe to share between threads.</summary>
internal sealed class SyntheticRows
{
    private const ulong ValuePurpose = 1;
    private const ulong MissingPurpose = 2;
    private const ulong DefectPurpose = 3;
    private const ulong InvalidPurpose = 4;
    private const ulong DuplicatePurpose = 5;
    private const int LongestWayBack = 100_000;
    private const int DaysOfApplications = 30;

    private static readonly DateOnly Epoch = new(1970, 1, 1);

    private readonly IReadOnlyList<SyntheticColumn> _columns;
    private readonly CopulaModel _copula;
    private readonly CellDefect[] _defects;
    private readonly ulong _seed;
    private readonly int _businessDay;
    private readonly RowPlan _invalid;
    private readonly RowPlan _duplicates;

    public SyntheticRows(IReadOnlyList<SyntheticColumn> columns, CopulaModel copula, SyntheticRequest request)
    {
        _columns = columns;
        _copula = copula;
        _defects = CellDefect.All(columns);
        _seed = request.Seed;
        _businessDay = request.BusinessDate.DayNumber - Epoch.DayNumber;
        _invalid = new RowPlan(request.Seed, InvalidPurpose, request.InvalidShare);
        _duplicates = new RowPlan(request.Seed, DuplicatePurpose, request.DuplicateShare);
    }

    /// <summary>The application that a row holds: its own number, or that of the earlier row that it repeats.</summary>
    public long ApplicationOf(long row)
    {
        if (row == 0 || !_duplicates.IsSpecial(row))
            return row;
        long earlier = row - 1 - (long)new RowRandom(_seed, (ulong)row, DuplicatePurpose).Next((ulong)Math.Min(row, LongestWayBack));
        while (earlier > 0 && _duplicates.IsSpecial(earlier))
            earlier--;
        return earlier;
    }

    /// <summary>Calculates one application's numbers and codes; NaN where missing.</summary>
    /// <param name="application">From 0.</param>
    /// <param name="cells">Receives one value a column; ids get the application's number.</param>
    /// <param name="normals">Room for the copula.</param>
    public void Calculate(long application, Span<double> cells, Span<double> normals)
    {
        var random = new RowRandom(_seed, (ulong)application, ValuePurpose);
        for (int i = 0; i < normals.Length; i++)
            normals[i] = NormalDistribution.Quantile(random.NextOpen());
        _copula.Correlate(normals);

        var missing = new RowRandom(_seed, (ulong)application, MissingPurpose);
        int dimension = 0;
        for (int i = 0; i < _columns.Count; i++)
        {
            SyntheticColumn column = _columns[i];
            if (column.Definition.Type == ColumnType.Id)
                cells[i] = application;
            else if (column.Sorted.Length == 0 && column.Definition.Type == ColumnType.Date)
                cells[i] = _businessDay - (double)missing.Next(DaysOfApplications);
            else
                cells[i] = column.Quantile(NormalDistribution.Share(normals[dimension++]));
            if (column.MissingShare > 0 && missing.NextOpen() < column.MissingShare)
                cells[i] = double.NaN;
        }
    }

    /// <summary>The defect of a row, or null for a sound one.</summary>
    public CellDefect? DefectOf(long row)
    {
        if (_defects.Length == 0 || !_invalid.IsSpecial(row))
            return null;
        return _defects[new RowRandom(_seed, (ulong)row, DefectPurpose).Next((ulong)_defects.Length)];
    }

    /// <summary>The number that stands for a defect in a numeric column.</summary>
    public double DefectValue(CellDefect defect) => defect.Kind switch
    {
        CellDefectKind.Negative => -1,
        CellDefectKind.AboveMaximum => _columns[defect.Column].Definition.Maximum!.Value * 10,
        CellDefectKind.Infinite => double.PositiveInfinity,
        CellDefectKind.FutureDate => _businessDay + 30,
        _ => double.NaN,
    };
}
