using System.Text.Json.Nodes;
using LoanDefault.Cli.Progress;
using LoanDefault.Core.Pipeline;
using LoanDefault.Tests.Cli.Support;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace LoanDefault.Tests.Cli.Progress;

[TestFixture]
internal sealed class HeartbeatTests : ILogEventSink, IRunProgress
{
    private readonly ManualTime _time = new();
    private readonly List<string> _logged = [];
    private readonly List<string> _heard = [];
    private string _folder = null!;
    private Logger _log = null!;

    private string File => Path.Combine(_folder, "heartbeat.json");

    [SetUp]
    public void SetUp()
    {
        _folder = Directory.CreateTempSubdirectory().FullName;
        _log = new LoggerConfiguration().WriteTo.Sink(this).CreateLogger();
        _logged.Clear();
        _heard.Clear();
    }

    [TearDown]
    public void TearDown()
    {
        _log.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void It_tells_at_each_phase_and_every_ten_seconds_how_far_the_work_is()
    {
        using var heartbeat = new Heartbeat(File, this, _time, _log);

        heartbeat.Begin("scoring", 100);
        JsonNode atStart = Read();
        heartbeat.Add(7);
        _time.Advance(LineProgress.Interval);
        JsonNode later = Read();

        Assert.That((string?)atStart["phase"], Is.EqualTo("scoring"));
        Assert.That((long)atStart["rows"]!, Is.Zero);
        Assert.That((long)later["rows"]!, Is.EqualTo(7));
        Assert.That((long)later["total_rows"]!, Is.EqualTo(100));
        Assert.That((double)later["phase_seconds"]!, Is.EqualTo(LineProgress.Interval.TotalSeconds));
        Assert.That((string?)later["at"], Is.Not.EqualTo((string?)atStart["at"]));
        Assert.That(_heard, Is.EqualTo(new[] { "scoring 100", "7" }));
    }

    [Test]
    public void A_file_that_cannot_be_written_is_told_once_and_stops_nothing()
    {
        using var heartbeat = new Heartbeat(Path.Combine(_folder, "none", "heartbeat.json"), this, _time, _log);

        heartbeat.Begin("scoring");
        heartbeat.Begin("publishing");

        Assert.That(_logged, Has.Count.EqualTo(1));
        Assert.That(_logged[0], Does.Contain("heartbeat"));
        Assert.That(_heard, Has.Count.EqualTo(2));
    }

    void ILogEventSink.Emit(LogEvent logEvent) => _logged.Add(logEvent.RenderMessage());

    void IRunProgress.Begin(string phase, long? totalRows) => _heard.Add($"{phase} {totalRows}");

    void IRunProgress.Add(long rows) => _heard.Add($"{rows}");

    private JsonNode Read() => JsonNode.Parse(System.IO.File.ReadAllText(File))!;
}
