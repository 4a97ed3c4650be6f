using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Pipeline;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Training;
using LoanDefault.Modeling.Contracts;

namespace LoanDefault.Modeling.Synthetic;

/// <summary>What real applications look like: each column's spread and how the columns depend on each other. Immutable.</summary>
internal sealed class ApplicationModel
{
    // More rows than these say nothing more about shapes, and all pairs of columns are looked at.
    private const int MaximumRows = 50_000;
    private const int FewestRows = 2;

    private ApplicationModel(IReadOnlyList<SyntheticColumn> columns, ColumnShape[] shapes, GaussianCopula copula)
    {
        Columns = columns;
        Shapes = shapes;
        Copula = copula;
    }

    /// <summary>The columns that are written, in the contract's order.</summary>
    public IReadOnlyList<SyntheticColumn> Columns { get; }

    /// <summary>The spread of each of the copula's columns.</summary>
    public ColumnShape[] Shapes { get; }

    public GaussianCopula Copula { get; }

    /// <summary>Learns from the rows of a sample that keep the contract.</summary>
    /// <exception cref="BadInputException">The sample cannot be read, does not fit the contract, or has too few sound rows.</exception>
    public static ApplicationModel Learn(string samplePath, ApplicationContract contract, IRunProgress progress, CancellationToken cancellation)
    {
        Dictionary<string, DuckDbType> types;
        using (SampleFile file = SampleFile.Open(samplePath, null, cancellation))
            types = file.Columns.ToDictionary(c => c.Name, c => c.Type, StringComparer.Ordinal);
        ApplicationTable table = ApplicationTableReader.Read(samplePath, contract, withTarget: false, progress, cancellation);
        int[] rows = SoundRows(table);
        if (rows.Length < FewestRows)
            throw new BadInputException($"{samplePath}: {rows.Length} of {table.RowCount} rows keep contract '{contract.Name}': applications are learned from sound rows; check --sample and --contract", samplePath);

        var columns = new List<SyntheticColumn>();
        var values = new List<double[]>();
        var shapes = new List<ColumnShape>();
        for (int i = 0; i < contract.Columns.Count; i++)
        {
            ContractColumn definition = contract.Columns[i];
            if (types.TryGetValue(definition.SourceName, out DuckDbType? type) && definition.Type != ColumnType.Id)
            {
                columns.Add(new SyntheticColumn(definition, type, values.Count));
                values.Add(Values(table, i, rows));
                shapes.Add(ColumnShape.Learn(
                    values[^1], definition.Type is ColumnType.Integer or ColumnType.Date, definition.Type == ColumnType.Category));
            }
            else if (definition.Type is ColumnType.Id or ColumnType.Date)
            {
                // Ids and days can be made up; any other column that the sample lacks stays away, as it may.
                columns.Add(new SyntheticColumn(definition, definition.Type == ColumnType.Id ? DuckDbType.Varchar : DuckDbType.Date, -1));
            }
        }

        ColumnShape[] learned = [.. shapes];
        return new ApplicationModel(columns, learned, GaussianCopula.Learn([.. values], learned));
    }

    private static int[] SoundRows(ApplicationTable table)
    {
        int[] sound = [.. Enumerable.Range(0, table.RowCount).Where(row => !table.IsRejected(row))];
        int step = (sound.Length + MaximumRows - 1) / MaximumRows;
        return step <= 1 ? sound : [.. sound.Where((_, i) => i % step == 0)];
    }

    private static double[] Values(ApplicationTable table, int column, int[] rows)
    {
        if (table.Contract.Columns[column].IsNumeric)
        {
            ReadOnlySpan<double> numbers = table.Numbers(column);
            double[] values = new double[rows.Length];
            for (int i = 0; i < rows.Length; i++)
                values[i] = numbers[rows[i]];
            return values;
        }

        ReadOnlySpan<int> codes = table.Codes(column);
        double[] coded = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            coded[i] = codes[rows[i]] >= 0 ? codes[rows[i]] : double.NaN;
        return coded;
    }
}
