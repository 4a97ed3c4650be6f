using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Tests.Embedded;

/// <summary>A small database in memory with a scratch folder of its own.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loandefault-tests-");

    public TestDatabase(int threads = 2, long memoryLimitBytes = 256L << 20)
    {
        Database = DuckDbDatabase.Open(new DuckDbOptions
        {
            MemoryLimitBytes = memoryLimitBytes,
            TemporaryFolder = PathOf("spill"),
            Threads = threads,
        });
        Connection = Database.Connect();
    }

    public DuckDbDatabase Database { get; }

    public DuckDbConnection Connection { get; }

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose()
    {
        Connection.Dispose();
        Database.Dispose();
        _folder.Delete(recursive: true);
    }
}
