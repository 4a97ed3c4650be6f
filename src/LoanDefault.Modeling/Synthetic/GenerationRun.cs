using System.Collections.Concurrent;
using LoanDefault.Core.Pipeline;
using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Modeling.Synthetic;

/// <summary>One generation: an engine, whose connections write a file each on a thread each, in the order of the rows.</summary>
internal sealed class GenerationRun : IDisposable
{
    private const long MemoryLimitBytes = 768L << 20;
    private const string Function = "synthetic_application";

    private readonly SyntheticRequest _request;
    private readonly ApplicationModel _model;
    private readonly OutputFolder _folder;
    private readonly DuckDbDatabase _database;
    private readonly ConcurrentBag<ApplicationGenerator> _idle = [];
    private readonly ConcurrentBag<ApplicationGenerator> _all = [];
    private int _nextPart = -1;

    public GenerationRun(
        SyntheticRequest request, ApplicationModel model, RowDefects defects, OutputFolder folder, IRunProgress progress)
    {
        _request = request;
        _model = model;
        _folder = folder;
        // One thread a connection: its own. So every file's rows stay in order and its bytes the same.
        _database = DuckDbDatabase.Open(new DuckDbOptions
        {
            MemoryLimitBytes = MemoryLimitBytes,
            TemporaryFolder = folder.SpillFolder,
            Threads = 1,
        });
        DuckDbField[] fields = [.. model.Columns.Select((c, i) => new DuckDbField($"f{i}", c.CellType))];
        using DuckDbConnection connection = _database.Connect();
        connection.Register(new ScalarFunction(Function, [DuckDbType.BigInt], DuckDbType.StructOf(fields), (input, output) =>
        {
            ApplicationGenerator generator = Rent(defects);
            generator.Generate(input.Column(0).Values<long>(), output);
            _idle.Add(generator);
            progress.Add(input.RowCount);
        }));
    }

    public long InvalidRows => _all.Sum(g => g.InvalidRows);

    public long DuplicateRows => _all.Sum(g => g.DuplicateRows);

    public void WriteParts(int parts, CancellationToken cancellation)
    {
        int threads = Math.Min(parts, _request.Threads ?? Environment.ProcessorCount);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] workers = [.. Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(
            () => WorkOff(parts, stop), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        // Throws the first failure, a failure before a cancellation.
        Task.WhenAll(workers).GetAwaiter().GetResult();
        cancellation.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        _database.Dispose();
        foreach (ApplicationGenerator generator in _all)
            generator.Dispose();
    }

    private void WorkOff(int parts, CancellationTokenSource stop)
    {
        try
        {
            using DuckDbConnection connection = _database.Connect();
            for (int part = Interlocked.Increment(ref _nextPart); part < parts; part = Interlocked.Increment(ref _nextPart))
                connection.Execute(PartSql(part), stop.Token);
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }

    private string PartSql(int part)
    {
        long first = part * SyntheticApplications.RowsPerFile;
        long end = Math.Min(first + SyntheticApplications.RowsPerFile, _request.Rows);
        string columns = string.Join(", ", _model.Columns.Select((c, i) => c.ToSql($"a.f{i}")));
        return $"COPY (SELECT {columns} FROM (SELECT {Function}(i) AS a FROM range({first}, {end}) r(i))) "
            + $"TO {Sql.Literal(_folder.WorkPathOf(part))} (FORMAT parquet, COMPRESSION snappy)";
    }

    private ApplicationGenerator Rent(RowDefects defects)
    {
        if (_idle.TryTake(out ApplicationGenerator? generator))
            return generator;
        generator = new ApplicationGenerator(_model, defects, _request);
        _all.Add(generator);
        return generator;
    }
}
