using System.Text.Json.Nodes;
using LoanDefault.Cli.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace LoanDefault.Tests.Cli.Logging;

[TestFixture]
internal sealed class JsonLineFormatterTests
{
    [Test]
    public void The_message_has_no_quotes_around_texts_and_the_properties_are_there()
    {
        JsonNode line = Line(log => log.Warning("Input {Path}: {FileCount} file(s), {Share:0.00} of them", "in/a \"b\".csv", 3, 0.25));

        Assert.That(line["@m"]!.GetValue<string>(), Is.EqualTo("Input in/a \"b\".csv: 3 file(s), 0.25 of them"));
        Assert.That(line["@l"]!.GetValue<string>(), Is.EqualTo("Warning"));
        Assert.That((line["Path"]!.GetValue<string>(), line["FileCount"]!.GetValue<int>()), Is.EqualTo(("in/a \"b\".csv", 3)));
    }

    [Test]
    public void Events_of_one_kind_have_one_id() => Assert.That(
        Line(log => log.Information("{Phase}", "scoring"))["@i"]!.GetValue<string>(),
        Is.EqualTo(Line(log => log.Information("{Phase}", "publishing"))["@i"]!.GetValue<string>()));

    [Test]
    public void Braces_in_a_text_stay_as_they_are() =>
        Assert.That(Line(log => log.Information("{Phase}", "{Phase} {{x}}"))["@m"]!.GetValue<string>(), Is.EqualTo("{Phase} {{x}}"));

    private static JsonNode Line(Action<ILogger> write)
    {
        var sink = new Sink();
        using Logger log = new LoggerConfiguration().WriteTo.Sink(sink).CreateLogger();
        write(log);
        return JsonNode.Parse(sink.Text.ToString())!;
    }

    private sealed class Sink : ILogEventSink
    {
        public StringWriter Text { get; } = new();

        public void Emit(LogEvent logEvent) => new JsonLineFormatter().Format(logEvent, Text);
    }
}
