using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Input;
using LoanDefault.Embedded.Scan;

namespace LoanDefault.Modeling.Contracts;

/// <summary>A column of the sample as SQL sees it.</summary>
/// <param name="Name">The source name.</param>
/// <param name="Type">The engine's type; of a CSV file the type that every cell converts to.</param>
internal sealed record SampleColumn(string Name, DuckDbType Type);

/// <summary>
/// A file of past loans as the view <c>sample</c>. Every row is looked at: a type or a category that shows late in a
/// file is as real as one that shows early.
/// </summary>
internal sealed class SampleFile : IDisposable
{
    private const long MemoryLimitBytes = 1L << 30;

    private readonly DuckDbDatabase _database;
    private readonly string? _ownFolder;

    private SampleFile(string path, string? temporaryFolder)
    {
        Path = path;
        _database = DuckDbDatabase.Open(new DuckDbOptions
        {
            MemoryLimitBytes = MemoryLimitBytes,
            TemporaryFolder = temporaryFolder ?? Directory.CreateTempSubdirectory("loandefault-").FullName,
        });
        _ownFolder = temporaryFolder is null ? _database.Options.TemporaryFolder : null;
        Connection = _database.Connect();
    }

    public string Path { get; }

    public DuckDbConnection Connection { get; }

    public IReadOnlyList<SampleColumn> Columns { get; private set; } = [];

    /// <summary>How the file is written; null for Parquet.</summary>
    public CsvFormat? Csv { get; private set; }

    public long Rows { get; private set; }

    /// <summary>Opens a file, as scoring and training do.</summary>
    /// <exception cref="BadInputException">It is missing, unreadable, neither Parquet nor CSV, or has no rows.</exception>
    public static SampleFile Open(string path, string? temporaryFolder, CancellationToken cancellation)
    {
        if (Directory.Exists(path))
            throw new BadInputException($"{path}: is a folder: give one Parquet or CSV file in it", path);
        var sample = new SampleFile(path, temporaryFolder);
        try
        {
            sample.Load(cancellation);
            return sample;
        }
        catch
        {
            sample.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Connection.Dispose();
        _database.Dispose();
        if (_ownFolder is not null && Directory.Exists(_ownFolder))
            Directory.Delete(_ownFolder, recursive: true);
    }

    private void Load(CancellationToken cancellation)
    {
        InputTable input = InputTable.Open(Path, new CsvFormat(), Connection, cancellation);
        if (input.Files is not [var file])
            throw new BadInputException($"{Path}: stands for {input.Files.Count} files: give one of them", Path);
        try
        {
            if (input.Format == InputFormat.Parquet)
                Connection.Execute($"CREATE VIEW sample AS FROM read_parquet({Sql.File(file.Path)}, hive_partitioning = false)", cancellation);
            else
                Csv = CsvSample.Load(Connection, Path, cancellation);
            using (DuckDbResult head = Connection.Query("FROM sample LIMIT 0", cancellation))
                Columns = [.. head.ReadColumns().Select(c => new SampleColumn(c.Name, c.Type))];
            Rows = Connection.ReadSingle("SELECT count(*) FROM sample", r => r.GetInt64(0), cancellation);
        }
        catch (DuckDbException e)
        {
            throw ScanErrors.Describe(input, e);
        }

        if (Rows == 0)
            throw new BadInputException($"{Path}: has no rows: a contract is inferred from past loans", Path);
    }
}
