using System.Globalization;

namespace LoanDefault.Tables.Runs;

/// <summary>What every row of a run says of the run.</summary>
/// <param name="RunKey">Identifies the result.</param>
/// <param name="RunId">Identifies the execution.</param>
/// <param name="StartedAt">When the run began: the rows' <c>scored_at</c> and <c>quarantined_at</c>.</param>
public sealed record RunIdentity(string RunKey, string RunId, DateTimeOffset StartedAt)
{
    /// <summary>A run id that nobody else has: the time, so that people can order them, and random digits.</summary>
    /// <param name="now">The time.</param>
    public static string NewRunId(DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMdd'T'HHmmss}-{Guid.NewGuid():N}")[..28];

    /// <summary>The start as texts say it in SQL: <c>YYYY-MM-DD hh:mm:ss.ffffff</c> and the offset of UTC.</summary>
    public string StartedAtText =>
        string.Create(CultureInfo.InvariantCulture, $"{StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}+00");
}
