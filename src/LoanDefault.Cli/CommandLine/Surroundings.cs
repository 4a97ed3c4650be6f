using Spectre.Console;

namespace LoanDefault.Cli.CommandLine;

/// <summary>What the process gives a command; tests give their own.</summary>
/// <param name="Out">Standard output: results.</param>
/// <param name="Error">Standard error: progress, logs and errors.</param>
/// <param name="Time">The clock.</param>
/// <param name="Stop">Ctrl-C and SIGTERM.</param>
internal sealed record Surroundings(IAnsiConsole Out, IAnsiConsole Error, TimeProvider Time, StopSignals Stop)
{
    /// <summary>The surroundings of this process.</summary>
    /// <param name="stop">Its signals.</param>
    public static Surroundings OfProcess(StopSignals stop) =>
        new(ConsoleOn(Console.Out), ConsoleOn(Console.Error), TimeProvider.System, stop);

    /// <summary>Standard output without any layout.</summary>
    public TextWriter PlainOut => Out.Profile.Out.Writer;

    /// <summary>Standard error without any layout.</summary>
    public TextWriter PlainError => Error.Profile.Out.Writer;

    private static IAnsiConsole ConsoleOn(TextWriter writer) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
}
