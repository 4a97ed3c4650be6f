using System.Numerics;
using System.Runtime.InteropServices;
using LoanDefault.Core.Decisions;
using LoanDefault.Core.Features;
using LoanDefault.Core.Validation;

namespace LoanDefault.Core.Pipeline;

/// <summary>
/// A run's figures. Each thread fills its own from its batches; added together they are the same, to the bit, for any
/// number of threads and any order of batches. Written by one thread at a time.
/// </summary>
public sealed class RunTotals
{
    /// <summary>The power of two that <see cref="ProbabilitySumScaled"/> is scaled by.</summary>
    public const int ProbabilityScaleBits = 60;

    private const double ProbabilityScale = 1L << ProbabilityScaleBits;

    private readonly FeatureSet _features;
    private readonly DecisionPolicy _policy;
    private readonly long[] _bands;
    private readonly long[] _decisions = new long[Enum.GetValues<Decision>().Length];
    private readonly long[] _missing;
    private readonly Dictionary<string, long> _firstRules = [];
    private readonly Dictionary<(string Rule, int Column), long> _violations = [];

    /// <summary>Creates empty totals.</summary>
    /// <param name="features">The model's features.</param>
    /// <param name="policy">The run's points, bands and cut-offs.</param>
    public RunTotals(FeatureSet features, DecisionPolicy policy)
    {
        _features = features;
        _policy = policy;
        _bands = new long[policy.Bands.Count];
        _missing = new long[features.Features.Count];
    }

    /// <summary>Rows read: <see cref="RowsScored"/> + <see cref="RowsQuarantined"/>.</summary>
    public long RowsRead => RowsScored + RowsQuarantined;

    /// <summary>Rows that keep every rule.</summary>
    public long RowsScored { get; private set; }

    /// <summary>Rows that break a rule.</summary>
    public long RowsQuarantined { get; private set; }

    /// <summary>The sum over scored rows of floor(probability x 2^60): exact, so the order of rows does not matter.</summary>
    public UInt128 ProbabilitySumScaled { get; private set; }

    /// <summary>The sum of the scored rows' probabilities of default.</summary>
    public double ProbabilitySum => (double)ProbabilitySumScaled / ProbabilityScale;

    /// <summary>The scored rows' mean probability of default; NaN without any.</summary>
    public double MeanProbabilityOfDefault => RowsScored == 0 ? double.NaN : ProbabilitySum / RowsScored;

    /// <summary>The sum of the scored rows' points.</summary>
    public long PointsSum { get; private set; }

    /// <summary>The scored rows' mean points; NaN without any.</summary>
    public double MeanPoints => RowsScored == 0 ? double.NaN : (double)PointsSum / RowsScored;

    /// <summary>Scored rows whose probability is not a number in [0, 1]; a run that has one must not be published.</summary>
    public long InvalidProbabilities { get; private set; }

    /// <summary>Quarantined rows by the id of the rule that stands for the row; the sum is <see cref="RowsQuarantined"/>.</summary>
    public IReadOnlyDictionary<string, long> QuarantinedByRule => new SortedDictionary<string, long>(_firstRules, StringComparer.Ordinal);

    /// <summary>Violations by <c>rule:column</c> (the rule alone for a row as a whole); a row may count in several.</summary>
    public IReadOnlyDictionary<string, long> ViolationsByReason => new SortedDictionary<string, long>(
        _violations.ToDictionary(
            v => v.Key.Column < 0 ? v.Key.Rule : $"{v.Key.Rule}:{_features.Contract.Columns[v.Key.Column].Name}", v => v.Value),
        StringComparer.Ordinal);

    /// <summary>Scored rows by the band's name, from the best band to the worst.</summary>
    public IReadOnlyDictionary<string, long> RowsByBand => Named(_policy.Bands.Select(b => b.Name), _bands);

    /// <summary>Scored rows by decision.</summary>
    public IReadOnlyDictionary<Decision, long> RowsByDecision => Named(Enum.GetValues<Decision>(), _decisions);

    /// <summary>Scored rows that lack a feature, by the feature's name, in the model's order.</summary>
    public IReadOnlyDictionary<string, long> MissingByFeature => Named(_features.Features.Select(f => f.Name), _missing);

    /// <summary>Adds a batch.</summary>
    /// <param name="batch">What the pipeline found out about it.</param>
    public void Add(ScoredBatch batch)
    {
        int quarantined = batch.QuarantinedCount;
        RowsQuarantined += quarantined;
        RowsScored += batch.Count - quarantined;
        if (quarantined > 0)
            AddViolations(batch);
        AddScores(batch);
        AddMissing(batch);
    }

    /// <summary>Adds another thread's totals of the same run.</summary>
    /// <param name="other">Totals that nobody writes any more.</param>
    public void Add(RunTotals other) => Add(other.Save());

    /// <summary>Adds totals of the same run that another process saved.</summary>
    /// <param name="saved">What <see cref="Save"/> gave.</param>
    public void Add(SavedTotals saved)
    {
        RowsScored += saved.RowsScored;
        RowsQuarantined += saved.RowsQuarantined;
        ProbabilitySumScaled += saved.ProbabilitySumScaled;
        PointsSum += saved.PointsSum;
        InvalidProbabilities += saved.InvalidProbabilities;
        AddEach(_bands, saved.Bands);
        AddEach(_decisions, saved.Decisions);
        AddEach(_missing, saved.MissingFeatures);
        foreach ((string rule, long count) in saved.FirstRules)
            Count(_firstRules, rule, count);
        foreach (SavedViolations reason in saved.Violations)
            Count(_violations, (reason.Rule, reason.Column), reason.Count);
    }

    /// <summary>The totals as values that can travel between processes.</summary>
    public SavedTotals Save() => new()
    {
        RowsScored = RowsScored,
        RowsQuarantined = RowsQuarantined,
        ProbabilitySumScaled = ProbabilitySumScaled,
        PointsSum = PointsSum,
        InvalidProbabilities = InvalidProbabilities,
        Bands = [.. _bands],
        Decisions = [.. _decisions],
        MissingFeatures = [.. _missing],
        FirstRules = new Dictionary<string, long>(_firstRules),
        Violations = [.. _violations.Select(v => new SavedViolations(v.Key.Rule, v.Key.Column, v.Value))],
    };

    private void AddScores(ScoredBatch batch)
    {
        ReadOnlySpan<ulong> quarantined = batch.Quarantined;
        ReadOnlySpan<double> probabilities = batch.ProbabilitiesOfDefault;
        ReadOnlySpan<int> points = batch.Points;
        ReadOnlySpan<byte> bands = batch.Bands;
        ReadOnlySpan<Decision> decisions = batch.Decisions;
        UInt128 sum = 0;
        for (int row = 0; row < probabilities.Length; row++)
        {
            if ((quarantined[row >> 6] >> (row & 63) & 1) != 0)
                continue;
            double probability = probabilities[row];
            if (probability is >= 0 and <= 1)
                sum += (ulong)(probability * ProbabilityScale);
            else
                InvalidProbabilities++;
            PointsSum += points[row];
            _bands[bands[row]]++;
            _decisions[(int)decisions[row]]++;
        }

        ProbabilitySumScaled += sum;
    }

    private void AddMissing(ScoredBatch batch)
    {
        ReadOnlySpan<ulong> quarantined = batch.Quarantined;
        if (!batch.MissingFeatures.AnyByRow.ContainsAnyExcept(0UL))
            return;
        for (int feature = 0; feature < _missing.Length; feature++)
        {
            ReadOnlySpan<ulong> missing = batch.MissingFeatures.ByRow(feature);
            for (int word = 0; word < missing.Length; word++)
                _missing[feature] += BitOperations.PopCount(missing[word] & ~quarantined[word]);
        }
    }

    private void AddViolations(ScoredBatch batch)
    {
        int last = -1;
        foreach (Violation violation in batch.Violations)
        {
            if (violation.Row != last)
                Count(_firstRules, violation.Rule.Id, 1);
            last = violation.Row;
            Count(_violations, (violation.Rule.Id, violation.Column), 1);
        }
    }

    private static Dictionary<TKey, long> Named<TKey>(IEnumerable<TKey> names, long[] counts)
        where TKey : notnull => names.Zip(counts).ToDictionary(pair => pair.First, pair => pair.Second);

    private static void AddEach(long[] counts, IReadOnlyList<long> other)
    {
        for (int i = 0; i < counts.Length; i++)
            counts[i] += other[i];
    }

    private static void Count<TKey>(Dictionary<TKey, long> counts, TKey key, long count)
        where TKey : notnull => CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _) += count;
}
