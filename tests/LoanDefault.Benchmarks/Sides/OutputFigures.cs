using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Benchmarks.Sides;

/// <summary>What a side wrote, as a third party counts it, so that neither side is fast by leaving work out.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Sum">The sum of one of the columns.</param>
internal readonly record struct OutputFigures(long Rows, double Sum)
{
    // ONNX Runtime's releases add up floats in orders of their own.
    private const double Tolerance = 1e-6;

    /// <summary>Reads every Parquet file below a folder.</summary>
    /// <param name="folder">The folder; no special characters.</param>
    /// <param name="column">The column that is summed up.</param>
    public static OutputFigures Read(string folder, string column)
    {
        using var database = DuckDbDatabase.Open(new DuckDbOptions { MemoryLimitBytes = 512L << 20, TemporaryFolder = Path.Combine(Path.GetTempPath(), "loandefault-bench-spill") });
        using DuckDbConnection connection = database.Connect();
        return connection.ReadSingle(
            $"SELECT count(*), coalesce(sum({column}), 0)::double FROM read_parquet({Sql.FilesIn(folder, "**/*.parquet")})",
            row => new OutputFigures(row.GetInt64(0), row.GetDouble(1)));
    }

    /// <summary>Throws unless both sides wrote the same.</summary>
    /// <exception cref="InvalidOperationException">They did not.</exception>
    public static void RequireEqual(string what, OutputFigures ours, OutputFigures theirs)
    {
        if (ours.Rows != theirs.Rows || Math.Abs(ours.Sum - theirs.Sum) > Tolerance * Math.Abs(theirs.Sum))
            throw new InvalidOperationException($"{what}: we wrote {ours}, PySpark {theirs}: nothing can be compared");
    }
}
