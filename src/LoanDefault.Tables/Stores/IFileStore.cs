namespace LoanDefault.Tables.Stores;

/// <summary>
/// The few operations of a file system that the publish protocol is built on. Every path is relative to the store's
/// root, uses '/', and has no empty, '.' or '..' part. What an operation reports as done survives a power loss.
/// </summary>
/// <remarks>Implementations are safe for use by several threads, and several stores (processes, machines) may share a
/// root. Every operation may throw <see cref="Errors.StoreException"/>.</remarks>
public interface IFileStore
{
    /// <summary>Where the root is, as a person would write it: a folder or a URI. For messages.</summary>
    string Location { get; }

    /// <summary>The entries directly in a folder, in no particular order; none when the folder does not exist.</summary>
    IReadOnlyList<StoredItem> List(string folder);

    /// <summary>A file's whole content, or null when there is no such file.</summary>
    byte[]? TryRead(string path);

    /// <summary>Whether a file or folder of this name exists.</summary>
    bool Exists(string path);

    /// <summary>
    /// Creates a file with its whole content, or leaves the file that is already there: among racing callers exactly
    /// one is told <see cref="PutOutcome.Created"/>, and no reader ever sees a part. The folder must exist.
    /// </summary>
    /// <remarks>The content must differ from every other caller's (a run id in it is enough): a store may decide who
    /// created the file by comparing what it holds with <paramref name="content"/>.</remarks>
    PutOutcome PutIfAbsent(string path, ReadOnlyMemory<byte> content);

    /// <summary>Creates a folder and its parents; one that exists is left alone.</summary>
    void CreateFolder(string folder);

    /// <summary>
    /// Moves a finished file to its final name in one step, its content on disk before its name appears. The target's
    /// folder must exist and the target must not.
    /// </summary>
    void Move(string source, string target);

    /// <summary>Deletes a file; a missing one counts as deleted.</summary>
    void Delete(string path);

    /// <summary>Deletes a folder with everything in it; a missing one counts as deleted.</summary>
    void DeleteFolder(string folder);

    /// <summary>
    /// Takes a lock that ends when it is disposed or its process is gone, however it ended. Its file is removed then; it
    /// need not exist before, but its folder must.
    /// </summary>
    /// <remarks>For saving work only: a store may let two callers in when a process is gone or out of reach for a while.</remarks>
    /// <returns>The lock; null when another process, or somebody in this one, has it.</returns>
    IDisposable? TryLock(string path);

    /// <summary>
    /// Tries out on the root (or on its nearest existing parent) whether <see cref="PutIfAbsent"/> can keep its
    /// promise there. Leaves nothing behind and never throws for an unsuitable place: the answer says what is wrong.
    /// </summary>
    StoreProbe Probe();
}

/// <summary>What became of a <see cref="IFileStore.PutIfAbsent"/>.</summary>
public enum PutOutcome
{
    /// <summary>The file is there with our content.</summary>
    Created,

    /// <summary>Somebody else's file is there; nothing was written.</summary>
    AlreadyThere,
}

/// <summary>An entry of a folder.</summary>
/// <param name="Name">Its name, without the folder.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="ByteLength">Length in bytes; 0 for a folder.</param>
/// <param name="LastModified">When it last changed, by the store's clock.</param>
public readonly record struct StoredItem(string Name, bool IsFolder, long ByteLength, DateTimeOffset LastModified);

/// <summary>What <see cref="IFileStore.Probe"/> found.</summary>
/// <param name="Location">The place that was asked about.</param>
/// <param name="FileSystemType">The file system's type, such as <c>ext4</c> or <c>cifs</c>.</param>
/// <param name="Problem">Null when tables can be published there; else one line that says why not and what to do.</param>
public sealed record StoreProbe(string Location, string FileSystemType, string? Problem)
{
    /// <summary>Whether tables can be published there.</summary>
    public bool IsSuitable => Problem is null;
}
