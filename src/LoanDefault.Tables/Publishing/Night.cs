using LoanDefault.Tables.Delta;

namespace LoanDefault.Tables.Publishing;

/// <summary>What the scored table holds for one business date.</summary>
/// <param name="Date">The date.</param>
/// <param name="Run">The run that published it; null when nothing is published or the log no longer tells by whom.</param>
/// <param name="Files">The live files.</param>
internal sealed record Night(DateOnly Date, PublishedRun? Run, IReadOnlyList<LiveFile> Files)
{
    internal bool IsUnpublished => Run is null && Files.Count == 0;

    internal static Night Of(DeltaSnapshot scored, DateOnly date)
    {
        var files = scored.FilesOf(date);
        // The tags of what is there weigh more than the history: a table may have been restored to an older version.
        var run = files.OrderByDescending(file => file.Version).Select(file => RunTag.Read(file.Add))
            .FirstOrDefault(tagged => tagged is not null)
            ?? LastNote(scored, date);
        // A night of which another writer removed every row is no longer published; one that never had a row still is.
        return new Night(date, files.Count == 0 && run is { Files: > 0 } ? null : run, files);
    }

    /// <summary>Whether nobody changed the night between two snapshots.</summary>
    internal bool IsSameAs(Night other) =>
        Run?.RunKey == other.Run?.RunKey && Files.Select(file => file.Name).SequenceEqual(other.Files.Select(file => file.Name));

    private static PublishedRun? LastNote(DeltaSnapshot scored, DateOnly date) => scored.Notes
        .Reverse()
        .Select(note => RunNote.ReadRun(note.UserMetadata))
        .FirstOrDefault(run => run?.BusinessDate == date);
}
