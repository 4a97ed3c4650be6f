using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Tests.Modeling.Contracts;

/// <summary>Small tables of invented loans, written by SQL into a folder that goes when it is disposed.</summary>
internal sealed class SampleFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("loandefault-").FullName;

    public string Path(string name) => System.IO.Path.Combine(_folder, name);

    /// <summary>Writes a table; the file's extension says how.</summary>
    /// <param name="name">File name, .parquet or .csv.</param>
    /// <param name="select">A query; <c>i</c> counts from 0 and <c>u</c> is a number in [0, 1) that depends on it.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="csv">More options for CSV.</param>
    public string Write(string name, string select, int rows = 1000, string csv = "")
    {
        string path = Path(name);
        string options = name.EndsWith(".csv", StringComparison.Ordinal) ? $"(FORMAT csv, HEADER {csv})" : "(FORMAT parquet)";
        using DuckDbDatabase database = DuckDbDatabase.Open(new DuckDbOptions
        {
            MemoryLimitBytes = 1L << 28,
            TemporaryFolder = Path("spill"),
            Threads = 1,
            PreserveInsertionOrder = true,
        });
        using DuckDbConnection connection = database.Connect();
        connection.Execute(
            $"COPY (SELECT {select} FROM (SELECT i, (hash(i) % 1000003) / 1000003.0 AS u FROM range({rows}) r(i)) ORDER BY i) TO {Sql.Literal(path)} {options}");
        return path;
    }

    public string WriteText(string name, string text)
    {
        File.WriteAllText(Path(name), text);
        return Path(name);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
