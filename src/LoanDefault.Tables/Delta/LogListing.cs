using System.Text.Json;
using LoanDefault.Tables.Stores;

namespace LoanDefault.Tables.Delta;

/// <summary>A complete classic checkpoint.</summary>
/// <param name="Version">The version that it holds.</param>
/// <param name="Parts">The number of its files; 0 for one file without part numbers.</param>
internal readonly record struct Checkpoint(long Version, int Parts);

/// <summary>What lies in a <c>_delta_log</c> folder.</summary>
internal sealed class LogListing
{
    private readonly SortedSet<long> _commits = [];
    private readonly List<Checkpoint> _checkpoints = [];

    private LogListing()
    {
    }

    /// <summary>Whether there are checkpoints with a UUID in their name: of the v2 kind, which we do not read.</summary>
    internal bool HasUnknownCheckpoints { get; private set; }

    internal bool IsEmpty => _commits.Count == 0 && _checkpoints.Count == 0;

    /// <summary>The newest version that a commit or checkpoint names.</summary>
    internal long LastVersion => Math.Max(
        _commits.Count == 0 ? DeltaSnapshot.NoVersion : _commits.Max,
        _checkpoints.Select(checkpoint => checkpoint.Version).DefaultIfEmpty(DeltaSnapshot.NoVersion).Max());

    internal static LogListing Of(IEnumerable<StoredItem> items)
    {
        var listing = new LogListing();
        var parts = new Dictionary<(long Version, int Parts), int>();
        foreach (var item in items)
        {
            if (LogNames.TryParseCommit(item.Name, out var version))
                listing._commits.Add(version);
            else if (LogNames.TryParseCheckpoint(item.Name, out var checkpoint))
                parts[checkpoint] = parts.GetValueOrDefault(checkpoint) + 1;
            else if (LogNames.IsUnknownCheckpoint(item.Name))
                listing.HasUnknownCheckpoints = true;
        }

        listing._checkpoints.AddRange(parts
            .Where(found => found.Value == Math.Max(1, found.Key.Parts))
            .Select(found => new Checkpoint(found.Key.Version, found.Key.Parts)));
        return listing;
    }

    /// <summary>
    /// The checkpoint to start from, or null to start from the first commit: the one that <c>_last_checkpoint</c> names,
    /// else the newest, as long as every later commit is there.
    /// </summary>
    internal Checkpoint? BestCheckpoint(LastCheckpoint? hint) => _checkpoints
        .Where(checkpoint => FirstMissingCommit(checkpoint.Version) is null)
        .OrderByDescending(checkpoint => checkpoint.Version == hint?.Version && checkpoint.Parts == (hint.Parts ?? 0))
        .ThenByDescending(checkpoint => checkpoint.Version)
        .Select(checkpoint => (Checkpoint?)checkpoint)
        .FirstOrDefault();

    /// <summary>The first version after a given one that should be there and is not.</summary>
    internal long? FirstMissingCommit(long after)
    {
        for (var version = after + 1; version <= LastVersion; version++)
        {
            if (!_commits.Contains(version))
                return version;
        }

        return null;
    }
}

/// <summary>The file <c>_last_checkpoint</c>. It is only a hint: one that cannot be read counts as none.</summary>
internal static class LastCheckpointHint
{
    internal static LastCheckpoint? Read(byte[]? content)
    {
        try
        {
            return content is null ? null : JsonSerializer.Deserialize(content, DeltaJson.Context.LastCheckpoint);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
