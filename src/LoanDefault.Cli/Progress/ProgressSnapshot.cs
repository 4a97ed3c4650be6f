namespace LoanDefault.Cli.Progress;

/// <summary>Where a phase stands.</summary>
/// <param name="Phase">What is being done.</param>
/// <param name="Rows">Rows done.</param>
/// <param name="TotalRows">Rows to do, or null when that is not known.</param>
/// <param name="Elapsed">Time since the phase began.</param>
/// <param name="Detail">What the work says beside it; null for nothing.</param>
internal sealed record ProgressSnapshot(string Phase, long Rows, long? TotalRows, TimeSpan Elapsed, string? Detail = null)
{
    /// <summary>Rows a second since the phase began; 0 at its very start.</summary>
    public double RowsPerSecond => Elapsed > TimeSpan.Zero ? Rows / Elapsed.TotalSeconds : 0;

    /// <summary>Share of the rows done, 0 to 1; null when the total is not known.</summary>
    public double? Share => TotalRows is > 0 and { } total ? Math.Min(1, (double)Rows / total) : null;

    /// <summary>Time until the phase ends at the present speed; null when that cannot be said.</summary>
    public TimeSpan? Remaining => TotalRows is { } total && RowsPerSecond > 0
        ? TimeSpan.FromSeconds(Math.Max(0, total - Rows) / RowsPerSecond)
        : null;
}
