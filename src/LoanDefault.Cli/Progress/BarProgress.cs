using System.Globalization;
using LoanDefault.Core.Pipeline;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LoanDefault.Cli.Progress;

/// <summary>Progress on a terminal: one line that is drawn again and again, and is gone when the work is done.</summary>
internal sealed class BarProgress : IDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);

    private readonly ProgressState _state;
    private readonly CancellationTokenSource _done = new();
    private readonly Task _drawing;

    /// <summary>Starts to draw, unless the work is done within a second.</summary>
    /// <param name="console">A terminal.</param>
    /// <param name="time">The clock.</param>
    public BarProgress(IAnsiConsole console, TimeProvider time)
    {
        _state = new ProgressState(time);
        _drawing = Task.Run(() => DrawAsync(console));
    }

    /// <summary>What the work reports to.</summary>
    public IRunProgress Progress => _state;

    /// <inheritdoc />
    public void Dispose()
    {
        _done.Cancel();
        _drawing.Wait();
        _done.Dispose();
    }

    private async Task DrawAsync(IAnsiConsole console)
    {
        if (await IsDoneWithin(Delay).ConfigureAwait(false))
            return;
        await console.Progress()
            .AutoClear(true)
            .HideCompleted(false)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 }, new RowsColumn(_state))
            .StartAsync(async context =>
            {
                ProgressTask bar = context.AddTask("starting", maxValue: 1);
                do
                {
                    Show(bar);
                }
                while (!await IsDoneWithin(Refresh).ConfigureAwait(false));
            })
            .ConfigureAwait(false);
    }

    private void Show(ProgressTask bar)
    {
        if (_state.Snapshot() is not { } now)
            return;
        bar.Description = now.Phase;
        bar.IsIndeterminate = now.Share is null;
        // At 1 the library would call the task finished and stop its spinner.
        bar.Value = Math.Min(now.Share ?? 0, 0.999);
    }

    private async Task<bool> IsDoneWithin(TimeSpan time)
    {
        await Task.Delay(time, _done.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _done.IsCancellationRequested;
    }

    private sealed class RowsColumn(ProgressState state) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            if (state.Snapshot() is not { } now)
                return Text.Empty;
            if (now.Rows == 0)
                return new Text(now.Detail ?? "");
            string rows = now.Rows.ToString("N0", CultureInfo.InvariantCulture);
            string speed = $"{now.RowsPerSecond.ToString("N0", CultureInfo.InvariantCulture)} rows/s";
            string left = now.Remaining is { } remaining ? $", {Math.Ceiling(remaining.TotalSeconds):0} s left" : "";
            string detail = now.Detail is null ? "" : $" ({now.Detail})";
            return new Text($"{rows} rows, {speed}{left}{detail}");
        }
    }
}
