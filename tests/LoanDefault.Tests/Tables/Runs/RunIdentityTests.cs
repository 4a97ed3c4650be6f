using LoanDefault.Tables.Runs;

namespace LoanDefault.Tests.Tables.Runs;

public class RunIdentityTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 23, 5, 9, 123, TimeSpan.FromHours(2));

    [Test]
    public void A_run_id_sorts_by_time_and_is_never_the_same()
    {
        string first = RunIdentity.NewRunId(Now), second = RunIdentity.NewRunId(Now);

        Assert.That(first, Does.Match("^20260131T210509-[0-9a-f]{12}$"));
        Assert.That(second, Is.Not.EqualTo(first));
    }

    [Test]
    public void The_time_in_rows_is_utc_in_microseconds() =>
        Assert.That(new RunIdentity("k", "r", Now).StartedAtText, Is.EqualTo("2026-01-31 21:05:09.123000+00"));
}
