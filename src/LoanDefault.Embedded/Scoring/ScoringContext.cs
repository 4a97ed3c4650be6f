using System.Text;
using LoanDefault.Core.Decisions;
using LoanDefault.Core.Features;
using LoanDefault.Core.Pipeline;
using LoanDefault.Core.Scoring;
using LoanDefault.Embedded.Duplicates;
using LoanDefault.Embedded.Scan;

namespace LoanDefault.Embedded.Scoring;

/// <summary>What all workers of a scan share. Immutable.</summary>
internal sealed record ScoringContext
{
    /// <summary>How the input is read.</summary>
    internal required ScanPlan Plan { get; init; }

    /// <summary>The model's features.</summary>
    internal required FeatureSet Features { get; init; }

    /// <summary>The model.</summary>
    internal required IScorer Scorer { get; init; }

    /// <summary>Points, bands and cut-offs.</summary>
    internal required DecisionPolicy Decisions { get; init; }

    /// <summary>The run's business date.</summary>
    internal required DateOnly BusinessDate { get; init; }

    /// <summary>Hears of the rows.</summary>
    internal required IRunProgress Progress { get; init; }

    /// <summary>The most rows that may be quarantined if anything is to be published; beyond them none is spooled.</summary>
    internal long MostQuarantined { get; init; } = long.MaxValue;

    /// <summary>Hashes of the ids that occur more than once, and of the few that only share such a hash.</summary>
    internal IdHashSet RepeatedIds { get; init; } = IdHashSet.Empty;

    /// <summary>How the hashes in <see cref="RepeatedIds"/> were made.</summary>
    internal Func<UInt128, ulong> CoarseHash { get; init; } = IdHash.Of;

    /// <summary>Ids, as they are written, whose hash is in <see cref="RepeatedIds"/> although they occur once.</summary>
    internal IReadOnlySet<string> UniqueIds { get; init; } = new HashSet<string>();

    /// <summary>Whether an id is one of <see cref="UniqueIds"/>.</summary>
    internal bool IsUniqueAfterAll(ReadOnlySpan<byte> id) => UniqueIds.Count > 0 && UniqueIds.Contains(Encoding.UTF8.GetString(id));
}
