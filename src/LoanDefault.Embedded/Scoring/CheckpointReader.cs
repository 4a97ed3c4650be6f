using LoanDefault.Embedded.DuckDb;
using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Stores;

namespace LoanDefault.Embedded.Scoring;

/// <summary>Reads the Parquet checkpoints that other writers leave in a Delta log.</summary>
/// <param name="store">The folder of the tables.</param>
public sealed class CheckpointReader(LocalFileStore store) : ICheckpointReader
{
    private const long MemoryLimitBytes = 256L << 20;

    /// <inheritdoc/>
    public IEnumerable<string> ReadRows(string path)
    {
        string file = store.FullPath(path);
        string spill = Path.Combine(Path.GetTempPath(), $"loandefault-{Guid.NewGuid():N}");
        using DuckDbDatabase database = DuckDbDatabase.Open(
            new DuckDbOptions { MemoryLimitBytes = MemoryLimitBytes, TemporaryFolder = spill, Threads = 1 });
        using DuckDbConnection connection = database.Connect();
        using DuckDbResult result = connection.Stream(
            $"SELECT to_json(r)::VARCHAR FROM read_parquet({Sql.File(file)}, hive_partitioning = false) r");
        while (result.ReadChunk() is { } chunk)
        {
            using (chunk)
            {
                for (int row = 0; row < chunk.RowCount; row++)
                    yield return chunk.View.Column(0).Text(row)!;
            }
        }
    }
}
