using LoanDefault.Core.Pipeline;

namespace LoanDefault.IntegrationTests.Hadoop.Support;

/// <summary>Does something when a phase of a run begins.</summary>
internal sealed class PhaseHook(string phase, Action action) : IRunProgress
{
    public void Begin(string phaseName, long? totalRows = null)
    {
        if (phaseName == phase)
            action();
    }

    public void Add(long rows)
    {
    }
}
