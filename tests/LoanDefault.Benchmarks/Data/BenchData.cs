using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Benchmarks.Data;

/// <summary>Writes generated applications as Parquet.</summary>
internal static class BenchData
{
    private const long MemoryLimitBytes = 512L << 20;
    private const string Function = "bench_application";

    // Far beyond the rows that the model is trained on.
    private const long FirstRow = 1_000_000_000;

    /// <summary>Writes one file, <c>applications.parquet</c>; the order of its rows is open, their values are not.</summary>
    /// <param name="rows">How many applications.</param>
    /// <param name="directory">The folder, made if need be.</param>
    /// <param name="isFlawed">Whether three rows of a thousand break a rule: two share an id, one has a value out of range.</param>
    /// <returns>The file.</returns>
    public static string Write(long rows, string directory, bool isFlawed = false)
    {
        Directory.CreateDirectory(directory);
        var file = Path.Combine(directory, "applications.parquet");
        using var database = DuckDbDatabase.Open(
            new DuckDbOptions { MemoryLimitBytes = MemoryLimitBytes, TemporaryFolder = Path.Combine(directory, ".spill") });
        using var connection = database.Connect();
        var fields = Enumerable.Range(0, BenchApplications.FeatureCount)
            .Select(f => new DuckDbField(BenchApplications.FeatureName(f), DuckDbType.Double));
        connection.Register(new ScalarFunction(Function, [DuckDbType.BigInt], DuckDbType.StructOf([.. fields]), Fill));
        string id = isFlawed ? "CASE WHEN i % 1000 = 1 THEN i - 1 ELSE i END" : "i";
        string first = BenchApplications.FeatureName(0);
        string value = isFlawed ? $"CASE WHEN i % 1000 = 2 THEN 1e9 ELSE {first} END" : first;
        connection.Execute($"""
            COPY (SELECT * EXCLUDE i REPLACE ({value} AS {first}) FROM (
                SELECT i, {BenchApplications.IdColumn}, unnest(application) FROM (
                    SELECT i, format('B{Braces}', {id}) AS {BenchApplications.IdColumn}, {Function}(i + {FirstRow}) AS application
                    FROM range({rows}) AS numbers(i))))
            TO {Sql.Literal(file)} (FORMAT parquet, COMPRESSION snappy)
            """);
        return file;
    }

    private const string Braces = "{:010d}";

    private static void Fill(ChunkView input, VectorWriter output)
    {
        var rows = input.Column(0).Values<long>();
        for (var feature = 0; feature < BenchApplications.FeatureCount; feature++)
        {
            var field = output.Field(feature);
            var values = field.Values<double>();
            for (var row = 0; row < rows.Length; row++)
            {
                if (BenchApplications.Value(rows[row], feature) is { } value)
                    values[row] = value;
                else
                    field.SetNull(row);
            }
        }
    }
}
