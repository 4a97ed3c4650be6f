using LoanDefault.Tables.Delta;

namespace LoanDefault.Tables.Publishing;

/// <summary>
/// The scored table's <c>txn</c> actions: the application is the run key, the version says what became of it. Version 0
/// is the first publication; every later change counts up, so an even version means that the key is published and an
/// odd one that another run superseded it. Checkpoints keep them for ever.
/// </summary>
internal static class RunTransaction
{
    internal static bool IsPublished(DeltaSnapshot scored, string runKey) =>
        scored.TransactionVersion(runKey) is { } version && version % 2 == 0;

    internal static LogEntry Published(DeltaSnapshot scored, string runKey, DateTimeOffset now)
    {
        var last = scored.TransactionVersion(runKey) ?? -1;
        return Entry(runKey, last % 2 == 0 ? last + 2 : last + 1, now);
    }

    internal static LogEntry? Superseded(DeltaSnapshot scored, string runKey, DateTimeOffset now) =>
        IsPublished(scored, runKey) ? Entry(runKey, scored.TransactionVersion(runKey)!.Value + 1, now) : null;

    private static LogEntry Entry(string runKey, long version, DateTimeOffset now) => new()
    {
        Txn = new Transaction { AppId = runKey, Version = version, LastUpdated = now.ToUnixTimeMilliseconds() },
    };
}
