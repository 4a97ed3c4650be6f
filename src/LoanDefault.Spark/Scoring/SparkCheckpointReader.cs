using LoanDefault.Spark.Sql;
using LoanDefault.Tables.Delta;

namespace LoanDefault.Spark.Scoring;

/// <summary>Reads the Parquet checkpoints that other writers leave in a Delta log.</summary>
/// <param name="session">The session.</param>
/// <param name="fullPath">A path in the store as Spark names it.</param>
internal sealed class SparkCheckpointReader(SparkSession session, Func<string, string> fullPath) : ICheckpointReader
{
    /// <inheritdoc/>
    public IEnumerable<string> ReadRows(string path) =>
        session.ReadFiles(fullPath(path)).ReadJson(CancellationToken.None).Select(row => row.GetRawText());
}
