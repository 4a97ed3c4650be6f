using System.Text.Json.Nodes;
using LoanDefault.Cli.Commands;
using LoanDefault.Cli.Logging;
using LoanDefault.Cli.Progress;
using LoanDefault.Cli.Reports;
using LoanDefault.Core.Pipeline;
using Serilog;
using Serilog.Core;

namespace LoanDefault.Cli.CommandLine;

/// <summary>What a command works with from its start to its end.</summary>
internal sealed class CommandRun : IDisposable
{
    private readonly Logger _log;
    private IDisposable? _display;
    private Heartbeat? _heartbeat;
    private string? _summaryFile;

    private CommandRun(Surroundings surroundings, SpeechSettings speech, Logger log)
    {
        Surroundings = surroundings;
        Speech = speech;
        _log = log;
    }

    /// <summary>Streams and clock.</summary>
    public Surroundings Surroundings { get; }

    /// <summary>How the command speaks.</summary>
    public SpeechSettings Speech { get; }

    /// <summary>The command's log.</summary>
    public ILogger Log => _log;

    /// <summary>Hears how far the work is.</summary>
    public IRunProgress Progress { get; private set; } = NoProgress.Instance;

    /// <summary>Cancelled by Ctrl-C and SIGTERM.</summary>
    public CancellationToken Stop => Surroundings.Stop.Token;

    /// <summary>Starts to listen and to show progress.</summary>
    /// <param name="surroundings">Streams and clock.</param>
    /// <param name="speech">How the command speaks.</param>
    public static CommandRun Start(Surroundings surroundings, SpeechSettings speech)
    {
        bool bar = !speech.Json && speech.LogFormat == LogFormat.Text && surroundings.Error.Profile.Out.IsTerminal;
        LogLevel level = speech.LogLevel ?? (bar || speech.Json ? LogLevel.Warning : LogLevel.Information);
        var run = new CommandRun(surroundings, speech, ErrorStreamSink.CreateLogger(surroundings, speech.LogFormat, level));
        if (bar)
        {
            var display = new BarProgress(surroundings.Error, surroundings.Time);
            run.Progress = display.Progress;
            run._display = display;
        }
        else
        {
            var display = new LineProgress(run.Log, surroundings.Time);
            run.Progress = display.Progress;
            run._display = display;
        }

        return run;
    }

    /// <summary>How far the command came, for a summary that ends in a failure; null when that says nothing.</summary>
    public JsonObject? Figures { get; set; }

    /// <summary>Finds out whether the summary file can be written; without this call, none is.</summary>
    /// <exception cref="Core.Errors.BadInputException">It cannot be written.</exception>
    public void TakeSummaryFile()
    {
        SummaryFile.EnsureWritable(Speech.SummaryFile, "--summary");
        _summaryFile = Speech.SummaryFile;
    }

    /// <summary>Begins to write how far the work is.</summary>
    /// <param name="file">The file that is written again and again.</param>
    /// <exception cref="Core.Errors.BadInputException">It cannot be written.</exception>
    public void Beat(string file)
    {
        SummaryFile.EnsureWritable(file, "--heartbeat");
        Progress = _heartbeat = new Heartbeat(file, Progress, Surroundings.Time, Log);
    }

    /// <summary>Takes the progress away: what follows is the result.</summary>
    public void EndProgress()
    {
        _display?.Dispose();
        _display = null;
    }

    /// <summary>Tells the result: to people or as JSON, and into the summary file.</summary>
    /// <param name="outcome">How the command ended, for machines.</param>
    /// <param name="figures">The result for machines.</param>
    /// <param name="draw">Writes the result for people.</param>
    /// <returns>The exit code 0.</returns>
    public int Finish(string outcome, JsonObject figures, Action draw)
    {
        EndProgress();
        JsonObject summary = SummaryFile.Compose(outcome, ExitCodes.Done, error: null, figures);
        if (Speech.Json)
            Surroundings.PlainOut.WriteLine(SummaryFile.ToLine(summary));
        else
            draw();
        WriteSummaryFile(summary);
        return ExitCodes.Done;
    }

    /// <summary>Tells why there is no result: on one line, as JSON if that was asked for, and into the summary file.</summary>
    /// <param name="failure">Why.</param>
    /// <returns>The exit code.</returns>
    public int Fail(Failure failure)
    {
        EndProgress();
        if (Speech.LogFormat == LogFormat.Json)
            Log.CommandEnded(failure.Outcome, failure.ExitCode, failure.Message);
        else
            Surroundings.PlainError.WriteLine($"error: {failure.Message}");
        JsonObject summary = SummaryFile.Compose(failure.Outcome, failure.ExitCode, failure.Message, Figures);
        if (Speech.Json)
            Surroundings.PlainOut.WriteLine(SummaryFile.ToLine(summary));
        WriteSummaryFile(summary);
        return failure.ExitCode;
    }

    // By now the command has done what it did: a summary that cannot be written does not change that.
    private void WriteSummaryFile(JsonObject summary)
    {
        try
        {
            SummaryFile.Write(_summaryFile, summary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.SummaryNotWritten(_summaryFile!, e.Message);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        EndProgress();
        _heartbeat?.Dispose();
        _log.Dispose();
    }
}
