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
    /// <returns>The file.</returns>
    public static string Write(long rows, string directory)
    {
        Directory.CreateDirectory(directory);
        var file = Path.Combine(directory, "applications.parquet");
        using var database = DuckDbDatabase.Open(
            new DuckDbOptions { MemoryLimitBytes = MemoryLimitBytes, TemporaryFolder = Path.Combine(directory, ".spill") });
        using var connection = database.Connect();
        var fields = Enumerable.Range(0, BenchApplications.FeatureCount)
            .Select(f => new DuckDbField(BenchApplications.FeatureName(f), DuckDbType.Double));
        connection.Register(new ScalarFunction(Function, [DuckDbType.BigInt], DuckDbType.StructOf([.. fields]), Fill));
        connection.Execute($"""
            COPY (SELECT {BenchApplications.IdColumn}, unnest(application) FROM (
                SELECT format('B{Braces}', i) AS {BenchApplications.IdColumn}, {Function}(i + {FirstRow}) AS application
                FROM range({rows}) AS numbers(i)))
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
