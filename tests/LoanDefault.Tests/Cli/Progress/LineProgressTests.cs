using LoanDefault.Cli.Logging;
using LoanDefault.Cli.Progress;
using LoanDefault.Tests.Cli.Support;

namespace LoanDefault.Tests.Cli.Progress;

[TestFixture]
internal sealed class LineProgressTests
{
    [Test]
    public void A_line_is_written_at_each_phase_and_every_ten_seconds()
    {
        using var surroundings = new TestSurroundings();
        using var log = ErrorStreamSink.CreateLogger(surroundings.Value, LogFormat.Text, LogLevel.Information);
        using var lines = new LineProgress(log, surroundings.Time);

        lines.Progress.Begin("scoring", 100_000);
        lines.Progress.Add(20_000);
        surroundings.Time.Advance(TimeSpan.FromSeconds(10));
        lines.Progress.Add(5_000);
        surroundings.Time.Advance(TimeSpan.FromSeconds(9));
        lines.Progress.Begin("publishing");
        surroundings.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.That(Lines(surroundings), Is.EqualTo(new[]
        {
            "scoring (after 0.0 s)",
            "scoring: 20000 of 100000 rows, 2000 rows/s, 40 s left",
            "publishing (after 19.0 s)",
        }));
    }

    [Test]
    public void What_the_work_says_beside_its_rows_stands_on_the_line_and_ends_with_the_phase()
    {
        using var surroundings = new TestSurroundings();
        using var log = ErrorStreamSink.CreateLogger(surroundings.Value, LogFormat.Text, LogLevel.Information);
        using var lines = new LineProgress(log, surroundings.Time);

        lines.Progress.Begin("scoring", 100_000);
        lines.Progress.Tell("stage 4: 0 of 8 tasks");
        surroundings.Time.Advance(TimeSpan.FromSeconds(10));
        lines.Progress.Add(20_000);
        lines.Progress.Tell("stage 4: 3 of 8 tasks");
        surroundings.Time.Advance(TimeSpan.FromSeconds(10));
        lines.Progress.Begin("publishing");
        surroundings.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.That(Lines(surroundings), Is.EqualTo(new[]
        {
            "scoring (after 0.0 s)",
            "scoring: stage 4: 0 of 8 tasks",
            "scoring: 20000 of 100000 rows, 1000 rows/s, 80 s left (stage 4: 3 of 8 tasks)",
            "publishing (after 20.0 s)",
        }));
    }

    private static string[] Lines(TestSurroundings surroundings) =>
        [.. surroundings.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[("00:00:00 INF ".Length)..].Trim())];
}
