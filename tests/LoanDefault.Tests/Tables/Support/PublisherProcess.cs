using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using LoanDefault.Tables.Stores;

namespace LoanDefault.Tests.Tables.Support;

/// <summary>An actor in a process of its own.</summary>
internal sealed class PublisherProcess : IDisposable
{
    internal const string Argument = "publish";

    // Signal 9, as the runtime reports it.
    internal const int KilledExitCode = 128 + 9;

    private readonly Process _process;
    private readonly Task<string> _output;

    /// <summary>Starts the process, which waits for <see cref="Finish"/> before it publishes.</summary>
    internal PublisherProcess(string folder, Actor actor, int killAt = KillingDisk.Never)
    {
        var dotnet = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet");
        var start = new ProcessStartInfo(dotnet)
        {
            ArgumentList =
            {
                typeof(PublisherProcess).Assembly.Location, Argument, folder, actor.Inputs,
                actor.Date.ToString("O", CultureInfo.InvariantCulture), actor.Supersede.ToString(),
                killAt.ToString(CultureInfo.InvariantCulture),
            },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Lets the process publish.</summary>
    internal void Go() => _process.StandardInput.Close();

    /// <summary>Waits for the end. The outcome and the number of the disk's steps; the outcome is Killed without steps.</summary>
    internal (ActorOutcome Outcome, int Steps) Finish()
    {
        Go();
        _process.WaitForExit();
        if (_process.ExitCode == KilledExitCode)
            return (ActorOutcome.Killed, 0);
        Assert.That(_process.ExitCode, Is.Zero, "exit code of the publishing process");
        var words = _output.Result.Trim().Split(' ');
        return (Enum.Parse<ActorOutcome>(words[0]), int.Parse(words[1], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _process.StandardInput.Dispose();
        _process.Dispose();
    }

    /// <summary>What the other process does.</summary>
    internal static void Run(string[] arguments)
    {
        var actor = new Actor(
            arguments[1], DateOnly.ParseExact(arguments[2], "O", CultureInfo.InvariantCulture), bool.Parse(arguments[3]));
        var disk = new KillingDisk(int.Parse(arguments[4], CultureInfo.InvariantCulture));
        Console.In.ReadToEnd();
        var outcome = actor.Run(new LocalFileStore(arguments[0], disk), new LocalFileStore(arguments[0], new UnsyncedDisk()));
        Console.WriteLine($"{outcome} {disk.Steps}");
    }
}
