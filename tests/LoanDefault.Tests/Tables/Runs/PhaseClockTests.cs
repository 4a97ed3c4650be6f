using LoanDefault.Core.Pipeline;
using LoanDefault.Tables.Runs;

namespace LoanDefault.Tests.Tables.Runs;

public class PhaseClockTests
{
    [Test]
    public void Phases_are_announced_and_measured_also_when_they_fail()
    {
        var begun = new List<(string, long?)>();
        var clock = new PhaseClock(TimeProvider.System, new Listener(begun));

        Assert.That(clock.Measure("plan", "looking at the input", null, () => 7), Is.EqualTo(7));
        Assert.That(() => clock.Measure<int>("scan", "scoring", 5, () => throw new InvalidOperationException("no")), Throws.InvalidOperationException);

        Assert.That(begun, Is.EqualTo(new (string, long?)[] { ("looking at the input", null), ("scoring", 5) }));
        Assert.That(clock.Phases.Select(p => p.Name), Is.EqualTo(new[] { "plan", "scan" }));
        Assert.That(clock.Phases, Has.All.Matches<RunPhase>(p => p.WallSeconds >= 0 && p.CpuSeconds >= 0));
    }

    private sealed class Listener(List<(string, long?)> begun) : IRunProgress
    {
        public void Begin(string phase, long? totalRows = null) => begun.Add((phase, totalRows));

        public void Add(long rows)
        {
        }
    }
}
