using LoanDefault.Embedded.Duplicates;
using LoanDefault.Tables.Runs;

namespace LoanDefault.Embedded.Scoring;

/// <summary>What a scoring run is asked to do on this machine.</summary>
public sealed record EmbeddedScoringRequest : ScoringRequest
{
    /// <summary>What the engine may keep in memory unless told otherwise, in bytes.</summary>
    public const long DefaultMemoryLimitBytes = 512L << 20;

    /// <summary>Threads; null for one a core.</summary>
    public int? Threads { get; init; }

    /// <summary>What the engine may keep in memory before it spills, in bytes.</summary>
    public long MemoryLimitBytes { get; init; } = DefaultMemoryLimitBytes;

    /// <summary>Where what does not fit in memory goes; null for a folder inside the output.</summary>
    public string? TemporaryFolder { get; init; }

    /// <summary>False leaves the search for duplicates out; only benchmarks, which never publish so, do.</summary>
    internal bool FindsDuplicates { get; init; } = true;

    /// <summary>How ids are compared first; tests make it coarser.</summary>
    internal Func<UInt128, ulong> CoarseIdHash { get; init; } = IdHash.Of;

    /// <summary>False leaves the audit out; only benchmarks do.</summary>
    internal bool Audits { get; init; } = true;
}
