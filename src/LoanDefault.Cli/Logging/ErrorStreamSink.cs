using System.Globalization;
using LoanDefault.Cli.CommandLine;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Spectre.Console;

namespace LoanDefault.Cli.Logging;

/// <summary>
/// Writes log events to standard error, through the console that shows the progress bar, so that a line never lands in
/// the middle of it.
/// </summary>
internal sealed class ErrorStreamSink : ILogEventSink
{
    private const string LineTemplate = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    private readonly IAnsiConsole _console;
    private readonly ITextFormatter _formatter;
    private readonly Lock _lock = new();

    private ErrorStreamSink(IAnsiConsole console, ITextFormatter formatter)
    {
        _console = console;
        _formatter = formatter;
    }

    /// <summary>Creates the logger of a command.</summary>
    /// <param name="surroundings">Where standard error is.</param>
    /// <param name="format">Lines for people or JSON.</param>
    /// <param name="level">The least level that is written.</param>
    public static Logger CreateLogger(Surroundings surroundings, LogFormat format, LogLevel level)
    {
        ITextFormatter formatter = format == LogFormat.Json
            ? new JsonLineFormatter()
            : new MessageTemplateTextFormatter(LineTemplate, CultureInfo.InvariantCulture);
        return new LoggerConfiguration()
            .MinimumLevel.Is(level switch
            {
                LogLevel.Debug => LogEventLevel.Debug,
                LogLevel.Information => LogEventLevel.Information,
                LogLevel.Warning => LogEventLevel.Warning,
                _ => LogEventLevel.Error,
            })
            .WriteTo.Sink(new ErrorStreamSink(surroundings.Error, formatter))
            .CreateLogger();
    }

    /// <inheritdoc />
    public void Emit(LogEvent logEvent)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        _formatter.Format(logEvent, text);
        lock (_lock)
        {
            if (_console.Profile.Out.IsTerminal)
                _console.Write(new Text(text.ToString()));
            else
                _console.Profile.Out.Writer.Write(text.ToString());
        }
    }
}
