using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Native;

namespace LoanDefault.Tables.Stores;

public sealed partial class LocalFileStore
{
    /// <summary>What the names of temporary files end with; they start with '.'.</summary>
    internal const string TemporarySuffix = ".tmp";

    /// <inheritdoc/>
    public PutOutcome PutIfAbsent(string path, ReadOnlyMemory<byte> content) => Guard("create", path, full =>
    {
        var folder = Path.GetDirectoryName(full)!;
        var temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}{TemporarySuffix}");
        try
        {
            _disk.WriteNew(temporary, content.Span);
            _disk.SyncFile(temporary);
            return LinkOrCompare(temporary, full, content.Span);
        }
        finally
        {
            DeleteTemporary(temporary);
        }
    });

    private void DeleteTemporary(string temporary)
    {
        try
        {
            _disk.Delete(temporary);
        }
        catch (IOException)
        {
            // The outcome of the put must stay what it is; no reader looks at the name, and a later run removes it.
        }
    }

    private PutOutcome LinkOrCompare(string temporary, string full, ReadOnlySpan<byte> content)
    {
        var error = _disk.Link(temporary, full);
        if (error != PosixErrors.None)
        {
            // A network file system may report an error for a link that it made: what is there decides.
            if (!File.Exists(full))
                throw LinkFailed(error, full);
            if (!File.ReadAllBytes(full).AsSpan().SequenceEqual(content))
                return PutOutcome.AlreadyThere;
        }

        _disk.SyncFolder(Path.GetDirectoryName(full)!);
        return PutOutcome.Created;
    }

    private static StoreException LinkFailed(int error, string full) => PosixErrors.MeansNoLinks(error)
        ? UnsuitableStoreException.NoLinks(full, FileSystemTypeOf(NearestExistingFolder(full)), PosixErrors.Describe(error))
        : new StoreException("create", full, PosixErrors.Describe(error));
}
