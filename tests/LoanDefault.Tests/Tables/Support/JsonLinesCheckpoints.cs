using LoanDefault.Tables.Delta;

namespace LoanDefault.Tests.Tables.Support;

/// <summary>Checkpoints whose "Parquet" files are lines of JSON, so that unit tests need no engine.</summary>
internal sealed class JsonLinesCheckpoints(string folder) : ICheckpointReader
{
    public IEnumerable<string> ReadRows(string path) => File.ReadLines(Path.Combine(folder, path));
}
