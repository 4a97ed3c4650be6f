using System.CommandLine;
using LoanDefault.Cli.CommandLine;
using LoanDefault.Cli.Logging;

namespace LoanDefault.Cli.Commands;

/// <summary>The options of every command that say how it speaks.</summary>
internal sealed class SpeechOptions
{
    private readonly Option<bool> _json = Options.Flag("--json", "Print results as one JSON object, without progress");
    private readonly Option<LogFormat> _logFormat = Options.Choice<LogFormat>("--log-format", "text|json", "How log lines on standard error are written [default: text]");
    private readonly Option<LogLevel?> _logLevel = Options.OptionalChoice<LogLevel>(
        "--log-level", "debug|information|warning|error", "The least level logged [default: information; warning on a terminal and with --json]");

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public SpeechOptions(Command command)
    {
        command.Add(_json);
        command.Add(_logFormat);
        command.Add(_logLevel);
    }

    /// <summary>Reads the options.</summary>
    /// <param name="parse">A parse without errors.</param>
    /// <param name="summaryFile">The value of the command's <c>--summary</c>, if it has one.</param>
    public SpeechSettings Read(ParseResult parse, string? summaryFile = null) =>
        new(parse.GetValue(_json), summaryFile, parse.GetValue(_logFormat), parse.GetValue(_logLevel));
}
