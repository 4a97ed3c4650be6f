using LoanDefault.Cli.CommandLine;
using Spectre.Console;

namespace LoanDefault.Tests.Cli.Support;

/// <summary>Streams, clock and signals that a test looks at afterwards.</summary>
internal sealed class TestSurroundings : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public TestSurroundings(int width = 80)
    {
        Stop = new StopSignals(Time, ForcedExits.Add);
        Value = new Surroundings(ConsoleOn(_out, width), ConsoleOn(_error, width), Time, Stop);
    }

    public ManualTime Time { get; } = new();

    public StopSignals Stop { get; }

    public List<int> ForcedExits { get; } = [];

    public Surroundings Value { get; }

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public void Dispose() => Stop.Dispose();

    private static IAnsiConsole ConsoleOn(StringWriter writer, int width)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        return console;
    }
}
