using LoanDefault.Core.Pipeline;

namespace LoanDefault.Embedded.Scoring;

/// <summary>Measures a run's phases: wall and processor time of the whole process.</summary>
/// <param name="time">The clock.</param>
/// <param name="progress">Hears of the phases.</param>
internal sealed class PhaseClock(TimeProvider time, IRunProgress progress)
{
    private readonly List<RunPhase> _phases = [];

    /// <summary>The phases that ended, in order.</summary>
    internal IReadOnlyList<RunPhase> Phases => _phases;

    /// <summary>Runs a phase.</summary>
    /// <param name="name">A stable name for machines.</param>
    /// <param name="description">What a person reads.</param>
    /// <param name="rows">How many rows it will go through; null when that is not known.</param>
    /// <param name="work">The work.</param>
    internal T Measure<T>(string name, string description, long? rows, Func<T> work)
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
    internal const string Plan = "plan";
    internal const string Duplicates = "duplicates";
    internal const string Scan = "scan";
    internal const string Quarantine = "quarantine";
    internal const string Audit = "audit";
    internal const string Publish = "publish";
}
