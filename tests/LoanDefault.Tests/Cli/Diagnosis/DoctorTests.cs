using System.Text.Json;
using LoanDefault.Cli.CommandLine;
using LoanDefault.Cli.Commands;
using LoanDefault.Cli.Diagnosis;
using LoanDefault.Cli.Logging;
using LoanDefault.Tests.Cli.Support;

namespace LoanDefault.Tests.Cli.Diagnosis;

[TestFixture]
internal sealed class DoctorTests
{
    private static readonly Check Good = Check.Ok("DuckDB", "v1.5.6");
    private static readonly Check Bad = Check.Missing("ONNX Runtime", "its library cannot be loaded", "fetch it [now]");
    private static readonly Check Less = Check.Optional("XGBoost", "not found", "fetch that");

    [Test]
    public void What_is_missing_stands_with_what_to_do_and_the_exit_code_is_2()
    {
        (int code, string text) = Report([Good, Bad], json: false);

        Assert.That(code, Is.EqualTo(ExitCodes.WrongUse));
        Assert.That(text, Does.Match(@"ok +DuckDB +v1\.5\.6").And.Match(@"missing +ONNX Runtime +its library cannot be loaded"));
        Assert.That(text, Does.Contain("-> fetch it [now]").And.Contain("does not work yet"));
    }

    [Test]
    public void What_scoring_does_not_need_does_not_fail()
    {
        (int code, string text) = Report([Good, Less], json: false);

        Assert.That(code, Is.EqualTo(ExitCodes.Done));
        Assert.That(text, Does.Contain("-> fetch that").And.Contain("Scoring works"));
    }

    [Test]
    public void With_json_the_same_is_one_object()
    {
        (int code, string text) = Report([Good, Bad, Less], json: true);

        using JsonDocument json = JsonDocument.Parse(text);
        Assert.That(code, Is.EqualTo(ExitCodes.WrongUse));
        Assert.That(json.RootElement.GetProperty("outcome").GetString(), Is.EqualTo("missing"));
        Assert.That(
            json.RootElement.GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("status").GetString()),
            Is.EqualTo(new[] { "ok", "missing", "optional" }));
    }

    private static (int Code, string Text) Report(Check[] checks, bool json)
    {
        using var surroundings = new TestSurroundings();
        using CommandRun run = CommandRun.Start(surroundings.Value, new SpeechSettings(json, null, LogFormat.Text, null));
        int code = Doctor.Report(checks, run);
        return (code, surroundings.Out);
    }
}
