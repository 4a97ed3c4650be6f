using System.Text.Json.Nodes;
using LoanDefault.Cli.Commands;
using LoanDefault.Cli.Logging;
using LoanDefault.Cli.Reports;

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
            return work(run);
        }
#pragma warning disable CA1031 // Nothing is above: an exception that passes here would end the process with a stack trace.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            run.EndProgress();
            run.Log.CommandFailed(exception);
            return Report(Failure.Of(exception, _surroundings.Stop.ExitCode), run);
        }
    }

    private int Report(Failure failure, CommandRun run)
    {
        if (run.Speech.LogFormat == LogFormat.Json)
            run.Log.CommandEnded(failure.Outcome, failure.ExitCode, failure.Message);
        else
            _surroundings.PlainError.WriteLine($"error: {failure.Message}");

        var summary = new JsonObject
        {
            ["outcome"] = failure.Outcome,
            ["exit_code"] = failure.ExitCode,
            ["error"] = failure.Message,
        };
        if (run.Speech.Json)
            _surroundings.PlainOut.WriteLine(SummaryFile.ToLine(summary));
        try
        {
            SummaryFile.Write(run.Speech.SummaryFile, summary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            run.Log.SummaryNotWritten(run.Speech.SummaryFile!, e.Message);
        }

        return failure.ExitCode;
    }
}
