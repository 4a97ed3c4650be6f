using LoanDefault.Cli.Commands;
using LoanDefault.Cli.Logging;
using LoanDefault.Cli.Progress;
using LoanDefault.Core.Pipeline;
using Serilog;
using Serilog.Core;

namespace LoanDefault.Cli.CommandLine;

/// <summary>What a command works with from its start to its end.</summary>
internal sealed class CommandRun : IDisposable
{
    private readonly Logger _log;
    private IDisposable? _display;

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

    /// <summary>Takes the progress away: what follows is the result.</summary>
    public void EndProgress()
    {
        _display?.Dispose();
        _display = null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        EndProgress();
        _log.Dispose();
    }
}
