using LoanDefault.Core.Applications;
using LoanDefault.Core.Models;
using LoanDefault.Core.Pipeline;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Scan;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tables.Runs;

namespace LoanDefault.Embedded.Scoring;

/// <summary>
/// The one pass over the input: the engine reads, calls <see cref="ScoringWorker"/> on every thread, and writes what was
/// accepted; what was not goes to spools.
/// </summary>
internal sealed class ScoringScan : IDisposable
{
    private readonly ScoringContext _context;
    private readonly WorkerPool<ScoringWorker> _workers;
    private readonly int _attempt;
    private int _spoolCount;
    private long _quarantined;

    /// <summary>Prepares a scan.</summary>
    /// <param name="context">What to do.</param>
    /// <param name="spoolFolder">An empty folder for quarantined rows.</param>
    /// <param name="attempt">Keeps the names of several scans on one database apart.</param>
    internal ScoringScan(ScoringContext context, string spoolFolder, int attempt)
    {
        _context = context;
        _attempt = attempt;
        _workers = new WorkerPool<ScoringWorker>(() => new ScoringWorker(
            context, Path.Combine(spoolFolder, $"quarantine-{Interlocked.Increment(ref _spoolCount)}.json"), MaySpool));
    }

    /// <summary>The files of quarantined rows; none when there are none.</summary>
    internal IReadOnlyList<string> Spools => [.. _workers.All.Select(w => w.SpoolFile).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>
    /// Whether every quarantined row was spooled. When not, a gate refuses the run, and disk that could fill up with rows
    /// that nobody will see was saved; the figures are whole all the same.
    /// </summary>
    internal bool SpoolsAreWhole => Interlocked.Read(ref _quarantined) <= _context.MostQuarantined;

    /// <summary>What the engine's operators took; empty before the scan.</summary>
    internal IReadOnlyList<(string Operator, double Seconds)> OperatorTimes { get; private set; } = [];

    /// <summary>The workers, for what they counted.</summary>
    internal IReadOnlyCollection<ScoringWorker> Workers => _workers.All;

    /// <summary>The figures of every row.</summary>
    internal RunTotals Totals()
    {
        var totals = new RunTotals(_context.Features, _context.Decisions);
        foreach (ScoringWorker worker in _workers.All)
            totals.Add(worker.Totals);
        return totals;
    }

    /// <summary>Fingerprint of every row that was read.</summary>
    internal ApplicationIdHash ReadIds() => _workers.All.Aggregate(default(ApplicationIdHash), (sum, w) => sum + w.ReadIds);

    /// <summary>Scores every row.</summary>
    /// <returns>The staged files of accepted rows.</returns>
    /// <exception cref="Core.Errors.BadInputException">The input cannot be read.</exception>
    internal IReadOnlyList<StagedFile> Run(
        DuckDbConnection connection, StagedFiles target, ModelPackage model, RunIdentity run, CancellationToken cancellation)
    {
        DuckDbType type = ScoredVectors.Type(_context);
        for (int layout = 0; layout < _context.Plan.Layouts.Count; layout++)
            connection.Register(new ScalarFunction(FunctionOf(layout), _context.Plan.Layouts[layout].ArgumentTypes, type, BodyOf(layout)));
        try
        {
            connection.MeasureOperators(true);
            IReadOnlyList<StagedFile> files = target.Write(connection, Query(model, run), cancellation);
            OperatorTimes = connection.ReadOperatorTimes();
            connection.MeasureOperators(false);
            return files;
        }
        catch (DuckDbException e)
        {
            throw ScanErrors.Describe(_context.Plan, e);
        }
        finally
        {
            foreach (ScoringWorker worker in _workers.All)
                worker.Complete();
        }
    }

    public void Dispose() => _workers.Dispose();

    private bool MaySpool(int rows) => Interlocked.Add(ref _quarantined, rows) <= _context.MostQuarantined;

    private string FunctionOf(int layout) => $"score_{_attempt}_{layout}";

    private ScalarFunctionBody BodyOf(int layout) => (input, output) =>
    {
        ScoringWorker worker = _workers.Rent();
        worker.Score(layout, input, output);
        _workers.Return(worker);
    };

    private string Query(ModelPackage model, RunIdentity run)
    {
        var sources = _context.Plan.Sources.Select(s =>
            $"SELECT {s.Id} AS id, {FunctionOf(s.Layout)}({s.ArgumentList}) AS s FROM {s.From}");
        return $"""
            SELECT id AS application_id, s.probability_of_default, s.points, s.band, s.decision, s.missing_features,
              {Constant(model.Manifest.Name)} AS model_name, {Constant(model.Manifest.Version)} AS model_version,
              {Constant(model.Hash)} AS model_hash, {Constant(_context.Features.Hash)} AS feature_set_hash,
              {Constant(run.RunKey)} AS run_key, {Constant(run.RunId)} AS run_id, s.source_file,
              TIMESTAMPTZ '{run.StartedAtText}' AS scored_at
            FROM ({string.Join(" UNION ALL ", sources)}) WHERE s.is_accepted
            """;
    }

    /// <summary>A text that is the same in every row, as an enum of one: see <see cref="ScoredVectors"/>.</summary>
    internal static string Constant(string text) => $"{Sql.Literal(text)}::ENUM({Sql.Literal(text)})";
}
