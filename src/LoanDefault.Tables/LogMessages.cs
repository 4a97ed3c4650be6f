using Serilog;

namespace LoanDefault.Tables;

/// <summary>Every log template of this project.</summary>
internal static class LogMessages
{
    internal static void RunPublished(this ILogger log, string runKey, long scoredVersion, long quarantineVersion) =>
        log.Information(
            "Published run {RunKey} as version {ScoredVersion} of the scored table and {QuarantineVersion} of the quarantine",
            runKey,
            scoredVersion,
            quarantineVersion);

    internal static void RunAlreadyPublished(this ILogger log, string runKey, long scoredVersion) =>
        log.Information("Run {RunKey} is published already (scored table at version {ScoredVersion})", runKey, scoredVersion);

    internal static void VersionLost(this ILogger log, string table, long version) =>
        log.Debug("Another writer took version {Version} of table {Table}; trying the next", version, table);

    internal static void QuarantineTidied(this ILogger log, int files, long version) =>
        log.Information("Removed {Files} quarantine files that no published run names (version {Version})", files, version);

    internal static void QuarantineNotTidied(this ILogger log, Exception error) =>
        log.Warning(error, "Quarantine rows that no published run names stay until the date is published again");

    internal static void QuarantineAppendOnly(this ILogger log) =>
        log.Warning("Quarantine rows that no published run names stay, as the table is append-only");

    internal static void StagingNotRemoved(this ILogger log, Exception error, string runId) =>
        log.Warning(error, "The staging folders of run {RunId} stay until a later run removes them", runId);

    internal static void StaleStagingRemoved(this ILogger log, string folder, int orphans) =>
        log.Information("Removed the stale staging folder {Folder} and {Orphans} data files that no commit names", folder, orphans);

    internal static void StaleStagingKept(this ILogger log, Exception error) =>
        log.Warning(error, "Stale staging folders could not be removed; a later run tries again");

    internal static void RunLockAwaited(this ILogger log, DateOnly businessDate) =>
        log.Information("Another run of {BusinessDate:yyyy-MM-dd} is under way: waiting until it has ended, so that nothing is scored twice", businessDate);
}
