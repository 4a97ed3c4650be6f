using System.Text;
using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Stores;

namespace LoanDefault.Tests.Tables.Support;

/// <summary>Checkpoints whose "Parquet" files are lines of JSON, so that unit tests need no engine.</summary>
internal sealed class JsonLinesCheckpoints(IFileStore store) : ICheckpointReader
{
    public IEnumerable<string> ReadRows(string path) =>
        Encoding.UTF8.GetString(store.TryRead(path)!).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
