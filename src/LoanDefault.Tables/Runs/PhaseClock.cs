using LoanDefault.Core.Pipeline;

namespace LoanDefault.Tables.Runs;

/// <summary>Measures a run's phases: wall and processor time of the whole process.</summary>
/// <param name="time">The clock.</param>
/// <param name="progress">Hears of the phases.</param>
public sealed class PhaseClock(TimeProvider time, IRunProgress progress)
{
    private readonly List<RunPhase> _phases = [];

    /// <summary>The phases that ended, in order.</summary>
    public IReadOnlyList<RunPhase> Phases => _phases;

    /// <summary>Runs a phase.</summary>
    /// <param name="name">A stable name for machines.</param>
    /// <param name="description">What a person reads.</param>
    /// <param name="rows">How many rows it will go through; null when that is not known.</param>
    /// <param name="work">The work.</param>
    public T Measure<T>(string name, string description, long? rows, Func<T> work)
    {
        progress.Begin(description, rows);
        long start = time.GetTimestamp();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        try
        {
            return work();
        }
        finally
        {
            _phases.Add(new RunPhase(
                name, time.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds));
        }
    }
}

/// <summary>A phase of a run.</summary>
/// <param name="Name">plan, duplicates, scan, quarantine, audit or publish.</param>
/// <param name="WallSeconds">Time that passed.</param>
/// <param name="CpuSeconds">Processor time of the process, summed over threads.</param>
public sealed record RunPhase(string Name, double WallSeconds, double CpuSeconds)
{
    /// <summary>Looking at the input and at what is published.</summary>
    public const string Plan = "plan";

    /// <summary>Finding duplicate ids.</summary>
    public const string Duplicates = "duplicates";

    /// <summary>The one pass over the rows.</summary>
    public const string Scan = "scan";

    /// <summary>Writing quarantined rows.</summary>
    public const string Quarantine = "quarantine";

    /// <summary>Checking what was written.</summary>
    public const string Audit = "audit";

    /// <summary>Publishing.</summary>
    public const string Publish = "publish";
}
