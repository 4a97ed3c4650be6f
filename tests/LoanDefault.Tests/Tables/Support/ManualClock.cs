namespace LoanDefault.Tests.Tables.Support;

/// <summary>A clock that stands still until told.</summary>
internal sealed class ManualClock : TimeProvider
{
    internal DateTimeOffset Now { get; set; } = new(2026, 2, 1, 3, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
