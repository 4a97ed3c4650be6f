using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Native;

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
    private static readonly byte[] ParquetMagic = "PAR1"u8.ToArray();

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

    /// <summary>Opens a file.</summary>
    /// <exception cref="BadInputException">It is missing, unreadable, neither Parquet nor CSV, or has no rows.</exception>
    public static SampleFile Open(string path, string? temporaryFolder, CancellationToken cancellation)
    {
        bool parquet = IsParquet(path);
        var sample = new SampleFile(path, temporaryFolder);
        try
        {
            if (parquet)
                sample.Connection.Execute($"CREATE VIEW sample AS FROM read_parquet({Sql.Literal(path)})", cancellation);
            else
                sample.Csv = CsvSample.Load(sample.Connection, path, cancellation);
            using (DuckDbResult head = sample.Connection.Query("FROM sample LIMIT 0", cancellation))
                sample.Columns = [.. head.ReadColumns().Select(c => new SampleColumn(c.Name, c.Type))];
            sample.Rows = sample.Connection.ReadSingle("SELECT count(*) FROM sample", r => r.GetInt64(0), cancellation);
            if (sample.Rows == 0)
                throw new BadInputException($"{path}: the file has no rows: a contract is inferred from past loans", path);
            return sample;
        }
        catch (DuckDbException e) when (e.ErrorType is not (DuckDbErrorType.OutOfMemory or DuckDbErrorType.Internal))
        {
            sample.Dispose();
            throw Unreadable(path, e.Message, e);
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

    private static bool IsParquet(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            Span<byte> start = stackalloc byte[ParquetMagic.Length];
            int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            bool parquet = start[..read].SequenceEqual(ParquetMagic);
            if (!parquet && path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
                throw new BadInputException($"{path}: not a Parquet file (it does not begin with PAR1): check the file", path);
            return parquet;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e.Message, e);
        }
    }

    private static BadInputException Unreadable(string path, string problem, Exception inner) =>
        new($"{path}: the file cannot be read ({problem}): give one Parquet or CSV file", path, innerException: inner);
}
