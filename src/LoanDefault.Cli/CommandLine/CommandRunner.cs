using LoanDefault.Cli.Commands;

namespace LoanDefault.Cli.CommandLine;

/// <summary>The process's edge: runs a command and turns whatever it throws into one line and an exit code.</summary>
internal sealed class CommandRunner
{
    private readonly Surroundings _surroundings;

    /// <summary>Creates the runner.</summary>
    /// <param name="surroundings">What the process gives.</param>
    public CommandRunner(Surroundings surroundings)
    {
        _surroundings = surroundings;
    }

    /// <summary>Runs a command.</summary>
    /// <param name="speech">How it speaks.</param>
    /// <param name="work">What it does; returns the exit code.</param>
    public int Run(SpeechSettings speech, Func<CommandRun, int> work)
    {
        using CommandRun run = CommandRun.Start(_surroundings, speech);
        try
        {
            run.TakeSummaryFile();
            return work(run);
        }
#pragma warning disable CA1031 // Nothing is above: an exception that passes here would end the process with a stack trace.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            run.Log.CommandFailed(exception);
            return run.Fail(Failure.Of(exception, _surroundings.Stop.ExitCode));
        }
    }
}
