using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Pipeline;
using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Modeling.Synthetic;

/// <summary>What was generated.</summary>
/// <param name="Rows">Rows written.</param>
/// <param name="Files">Parquet files written.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Folder">Where they are.</param>
public sealed record SyntheticResult(long Rows, int Files, long Bytes, string Folder);

/// <summary>
/// Generates applications that resemble a real sample: each column keeps the sample's distribution, columns depend on
/// each other as the sample's do, and some rows are invalid or repeated as in real life. Streams: memory does not grow
/// with the number of rows.
/// </summary>
public static class SyntheticApplications
{
    /// <summary>The file that says that a folder is complete; it is written last.</summary>
    public const string SuccessFile = "_SUCCESS";

    private const long RowsPerFile = 500_000;

    /// <summary>Generates.</summary>
    /// <param name="request">What to generate.</param>
    /// <param name="progress">Hears of rows.</param>
    /// <param name="cancellation">Stops; what is written then lacks <see cref="SuccessFile"/>.</param>
    /// <exception cref="BadInputException">Contract, sample or folder cannot be used.</exception>
    /// <exception cref="WrongUseException">A number is out of range.</exception>
    public static SyntheticResult Generate(SyntheticRequest request, IRunProgress progress, CancellationToken cancellation)
    {
        Check(request);
        ApplicationContract contract = ContractFile.Load(request.ContractFile);
        using DuckDbDatabase database = DuckDbDatabase.Open(new DuckDbOptions
        {
            MemoryLimitBytes = 512L << 20,
            TemporaryFolder = Path.Combine(Path.GetTempPath(), $"loandefault-{Environment.ProcessId}"),
            Threads = request.Threads,
            PreserveInsertionOrder = true,
        });
        using DuckDbConnection connection = database.Connect();
        progress.Begin("learning the sample");
        (IReadOnlyList<SyntheticColumn> columns, IReadOnlyList<double[]> values) = SampleReader.Read(connection, contract, request);
        var rows = new SyntheticRows(columns, CopulaModel.Learn(values), request);
        connection.Register(new SyntheticWriter(columns, rows, values.Count).Function);

        OpenFolder(request);
        progress.Begin("generating", request.Rows);
        long files = (request.Rows + RowsPerFile - 1) / RowsPerFile;
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = request.Threads ?? Environment.ProcessorCount,
            CancellationToken = cancellation,
        };
        Parallel.For(0, files, parallel, file => WriteFile(database, request, file, progress, cancellation));
        File.WriteAllText(Path.Combine(request.OutputFolder, SuccessFile), "");
        FileInfo[] written = new DirectoryInfo(request.OutputFolder).GetFiles("*.parquet");
        return new SyntheticResult(request.Rows, written.Length, written.Sum(f => f.Length), request.OutputFolder);
    }

    private static void WriteFile(
        DuckDbDatabase database, SyntheticRequest request, long file, IRunProgress progress, CancellationToken cancellation)
    {
        long first = file * RowsPerFile, end = Math.Min(first + RowsPerFile, request.Rows);
        string path = Path.Combine(request.OutputFolder, $"part-{file:D5}.parquet");
        string rows = $"SELECT {SyntheticWriter.FunctionName}(range) AS application FROM range({first}, {end})";
        using DuckDbConnection connection = database.Connect();
        connection.Execute(
            $"COPY (SELECT application.* FROM ({rows})) TO {Sql.Literal(path)} (FORMAT parquet, COMPRESSION snappy)", cancellation);
        progress.Add(end - first);
    }

    private static void Check(SyntheticRequest request)
    {
        if (request.Rows < 1)
            throw new WrongUseException($"--rows {request.Rows}: must be at least 1");
        foreach ((string name, double share) in new[]
        {
            ("--invalid-share", request.InvalidShare), ("--duplicate-share", request.DuplicateShare), ("--missing-share", request.MissingShare),
        })
        {
            if (!(share >= 0 && share <= 1))
                throw new WrongUseException($"{name} {share}: must be a share from 0 to 1");
        }
    }

    private static void OpenFolder(SyntheticRequest request)
    {
        try
        {
            Directory.CreateDirectory(request.OutputFolder);
            string[] present = Directory.GetFileSystemEntries(request.OutputFolder);
            bool foreign = present.Any(p => !p.EndsWith(".parquet", StringComparison.Ordinal) && Path.GetFileName(p) != SuccessFile);
            if (foreign || (present.Length > 0 && !request.Overwrite))
                throw new BadInputException($"{request.OutputFolder}: the folder is not empty: choose another --output, or --force to replace generated files", request.OutputFolder);
            foreach (string path in present)
                File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{request.OutputFolder}: cannot be written ({e.Message}): check --output", request.OutputFolder, innerException: e);
        }
    }
}
