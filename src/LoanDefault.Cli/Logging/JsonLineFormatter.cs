using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;
using Serilog.Parsing;

namespace LoanDefault.Cli.Logging;

/// <summary>One compact JSON object a line, whose <c>@m</c> reads like the line for people: texts without quotes.</summary>
internal sealed class JsonLineFormatter : ITextFormatter
{
    private readonly MessageTemplateTextFormatter _message = new("{Message:lj}", CultureInfo.InvariantCulture);
    private readonly RenderedCompactJsonFormatter _json = new();

    /// <inheritdoc />
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var message = new StringWriter(CultureInfo.InvariantCulture);
        _message.Format(logEvent, message);
        // The template's own text stays: '@i', the kind of event, is made of it.
        var template = new MessageTemplate(logEvent.MessageTemplate.Text, [new TextToken(message.ToString())]);
        _json.Format(
            new LogEvent(
                logEvent.Timestamp, logEvent.Level, logEvent.Exception, template,
                logEvent.Properties.Select(p => new LogEventProperty(p.Key, p.Value))),
            output);
    }
}
