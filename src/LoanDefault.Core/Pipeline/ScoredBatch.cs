using LoanDefault.Core.Applications;
using LoanDefault.Core.Decisions;
using LoanDefault.Core.Features;
using LoanDefault.Core.Validation;

namespace LoanDefault.Core.Pipeline;

/// <summary>What a pipeline found out about a batch. Reused from batch to batch; owned by one thread at a time.</summary>
public sealed class ScoredBatch
{
    private readonly double[] _margins = new double[ApplicationBatch.Capacity];
    private readonly double[] _probabilities = new double[ApplicationBatch.Capacity];
    private readonly int[] _points = new int[ApplicationBatch.Capacity];
    private readonly byte[] _bands = new byte[ApplicationBatch.Capacity];
    private readonly Decision[] _decisions = new Decision[ApplicationBatch.Capacity];
    private BatchValidator? _validator;
    private FeatureMatrix? _features;

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>Log odds of default, one a row.</summary>
    public Span<double> Margins => _margins.AsSpan(0, Count);

    /// <summary>Probability of default in [0, 1], one a row.</summary>
    public Span<double> ProbabilitiesOfDefault => _probabilities.AsSpan(0, Count);

    /// <summary>Scorecard points, one a row.</summary>
    public Span<int> Points => _points.AsSpan(0, Count);

    /// <summary>Positions in the policy's bands, one a row.</summary>
    public Span<byte> Bands => _bands.AsSpan(0, Count);

    /// <summary>Decisions, one a row.</summary>
    public Span<Decision> Decisions => _decisions.AsSpan(0, Count);

    /// <summary>Every broken rule of the batch: by row, then by column with the row as a whole first.</summary>
    public IReadOnlyList<Violation> Violations => _validator?.Violations ?? [];

    /// <summary>The broken rules of one row, in the order of <see cref="Violations"/>; empty for an accepted row.</summary>
    /// <param name="row">Row of the batch.</param>
    public ReadOnlySpan<Violation> ViolationsOf(int row) => _validator is null ? default : _validator.ViolationsOf(row);

    /// <summary>Bit r of word r / 64 is set where row r is quarantined.</summary>
    public ReadOnlySpan<ulong> Quarantined => _validator is null ? default : _validator.Rejected;

    /// <summary>Number of quarantined rows.</summary>
    public int QuarantinedCount => _validator?.RejectedCount ?? 0;

    /// <summary>The features, NaN where missing; valid until the pipeline's next batch.</summary>
    public FeatureMatrix Features =>
        _features ?? throw new InvalidOperationException("no batch has been scored yet");

    /// <summary>Which features are missing in which rows.</summary>
    public MissingFeatures MissingFeatures { get; } = new();

    /// <summary>Whether a row is quarantined.</summary>
    /// <param name="row">Row of the batch.</param>
    public bool IsQuarantined(int row) => (Quarantined[row >> 6] >> (row & 63) & 1) != 0;

    internal void Reset(int count, BatchValidator validator, FeatureMatrix features)
    {
        Count = count;
        _validator = validator;
        _features = features;
        MissingFeatures.Find(features);
    }
}
