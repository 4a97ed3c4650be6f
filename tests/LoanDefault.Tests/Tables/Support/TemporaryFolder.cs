namespace LoanDefault.Tests.Tables.Support;

/// <summary>A folder that goes when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("loandefault-tables-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
