using LoanDefault.Core.Errors;
using LoanDefault.Tables.Delta;

namespace LoanDefault.Tables.Publishing;

/// <summary>The messages of publish conflicts.</summary>
internal static class Conflicts
{
    internal static PublishConflictException PublishedByAnother(Night night, RunKeyParts run)
    {
        var date = DeltaPath.PartitionValue(run.BusinessDate);
        if (night.Run is not { } published)
        {
            return new PublishConflictException(
                $"{date} holds rows that no run in the log accounts for; pass --supersede to replace them");
        }

        var differences = published.DifferencesFrom(run);
        return new PublishConflictException(
            $"{date} is published by run {published.RunId}, which differs in {string.Join(", ", differences)}; "
            + "pass --supersede to replace it",
            publishedRunKey: published.RunKey,
            differences: differences);
    }

    internal static PublishConflictException RowsRemoved(RunKeyParts run) => new(
        $"{DeltaPath.PartitionValue(run.BusinessDate)} was published by this very run key, and its rows have been removed "
        + "since; pass --supersede to publish them again",
        publishedRunKey: run.RunKey);

    internal static PublishConflictException ChangedMeanwhile(RunKeyParts run) => new(
        $"another writer changed {DeltaPath.PartitionValue(run.BusinessDate)} while this run was publishing; run again");
}
