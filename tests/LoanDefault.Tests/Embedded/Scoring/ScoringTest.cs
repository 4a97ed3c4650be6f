using LoanDefault.Core.Applications;
using LoanDefault.Core.Models;
using LoanDefault.Core.Pipeline;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Scoring;
using LoanDefault.Tables.Runs;
using Serilog.Core;

namespace LoanDefault.Tests.Embedded.Scoring;

/// <summary>A folder with an input, a model and an output, and an engine to look at what was published.</summary>
internal sealed class ScoringTest : IDisposable
{
    public static readonly DateOnly BusinessDate = new(2026, 1, 31);

    private readonly TestDatabase _database = new();

    public ScoringTest(ApplicationContract? contract = null) =>
        Model = TestModels.Write(_database.PathOf("model"), contract ?? TestContracts.Small);

    public ModelPackage Model { get; }

    public string Input => _database.PathOf("in");

    public string Output => _database.PathOf("out");

    public DuckDbConnection Connection => _database.Connection;

    public EmbeddedScoringRequest Request => new()
    {
        Input = Input,
        Model = Model,
        Output = Output,
        BusinessDate = BusinessDate,
        MaximumQuarantinedShare = 1,
        Threads = 2,
    };

    /// <summary>Writes a query's rows as a Parquet file of the input.</summary>
    public void WriteParquet(string name, string query, string options = "")
    {
        string path = Path.Combine(Input, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Connection.Execute($"COPY ({query}) TO {Sql.Literal(path)} (FORMAT parquet{options})");
    }

    /// <summary>Writes a text file of the input.</summary>
    public void WriteText(string name, string text)
    {
        string path = Path.Combine(Input, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Rows of the small contract: ids a0, a1 .., all valid.</summary>
    public static string SmallRows(int count, string prefix = "a") =>
        $"SELECT '{prefix}' || i AS id, 100.0 + i AS income, i % 7 AS n, ['a', 'b', 'c'][i % 3 + 1] AS grade, "
        + $"DATE '2026-01-01' + (i % 20)::INTEGER AS day FROM range({count}) t(i)";

    public RunSummary Run(EmbeddedScoringRequest? request = null, IRunProgress? progress = null, CancellationToken cancellation = default) =>
        new EmbeddedScoringRun(request ?? Request, TimeProvider.System, Logger.None).Run(progress ?? NoProgress.Instance, cancellation);

    /// <summary>A published table's files, as a table expression.</summary>
    public string Table(string name) =>
        $"read_parquet({Sql.List(Directory.GetFiles(Path.Combine(Output, name, "business_date=2026-01-31"), "*.parquet"))}, hive_partitioning = false)";

    public List<string> Read(string query) => Connection.Read(query, r => r.GetTextOrNull(0) ?? "NULL");

    /// <summary>Every file below the output, relative to it, but for the Delta log's.</summary>
    public string[] OutputFiles() => !Directory.Exists(Output)
        ? []
        :
        [
            .. Directory.GetFiles(Output, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
                .Select(f => Path.GetRelativePath(Output, f)).Order(StringComparer.Ordinal),
        ];

    public void Dispose() => _database.Dispose();
}

/// <summary>Does something when a phase begins.</summary>
internal sealed class PhaseHook(string phase, Action action) : IRunProgress
{
    private bool _inPhase;
    private int _done;

    public bool WaitsForRows { get; init; }

    public void Begin(string phaseName, long? totalRows = null)
    {
        _inPhase = phaseName == phase;
        if (_inPhase && !WaitsForRows)
            Act();
    }

    public void Add(long rows)
    {
        if (_inPhase && WaitsForRows)
            Act();
    }

    private void Act()
    {
        if (Interlocked.Exchange(ref _done, 1) == 0)
            action();
    }
}
