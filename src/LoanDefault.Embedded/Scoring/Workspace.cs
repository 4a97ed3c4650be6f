using LoanDefault.Core.Errors;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tables.Stores;

namespace LoanDefault.Embedded.Scoring;

/// <summary>The folders that a run writes to before it publishes. Disposing removes the temporary one.</summary>
internal sealed class Workspace : IDisposable
{
    private const string Temporary = "tmp";

    /// <summary>Makes the temporary folder: beside the staging folder, which later runs clean up, or where it is asked for.</summary>
    /// <exception cref="BadInputException">The folder cannot be made.</exception>
    internal Workspace(EmbeddedScoringRequest request, LocalFileStore store, StagingArea staging)
    {
        ScoredStoreFolder = staging.ScoredFolder;
        QuarantineStoreFolder = staging.QuarantineFolder;
        ScoredFolder = store.FullPath(ScoredStoreFolder);
        QuarantineFolder = store.FullPath(QuarantineStoreFolder);
        string name = $"loandefault-{staging.Plan.Intent.RunId}";
        TemporaryFolder = request.TemporaryFolder is { } folder
            ? Path.Combine(Path.GetFullPath(folder), name)
            : Path.Combine(Path.GetDirectoryName(ScoredFolder)!, Temporary);
        try
        {
            Directory.CreateDirectory(TemporaryFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{TemporaryFolder}: cannot be made ({e.Message}): choose another --temp-directory", TemporaryFolder, innerException: e);
        }
    }

    /// <summary>Scored files, as the operating system names the folder.</summary>
    internal string ScoredFolder { get; }

    /// <summary>The same, relative to the store.</summary>
    internal string ScoredStoreFolder { get; }

    /// <summary>Quarantine files, as the operating system names the folder.</summary>
    internal string QuarantineFolder { get; }

    /// <summary>The same, relative to the store.</summary>
    internal string QuarantineStoreFolder { get; }

    /// <summary>What is spilled and spooled.</summary>
    internal string TemporaryFolder { get; }

    /// <summary>A path in the temporary folder.</summary>
    internal string PathOf(string name) => Path.Combine(TemporaryFolder, name);

    /// <summary>Makes a folder in the temporary folder.</summary>
    internal string NewFolder(string name) => Directory.CreateDirectory(PathOf(name)).FullName;

    public void Dispose()
    {
        if (Directory.Exists(TemporaryFolder))
            Directory.Delete(TemporaryFolder, recursive: true);
    }
}
