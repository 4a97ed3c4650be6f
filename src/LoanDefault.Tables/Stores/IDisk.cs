namespace LoanDefault.Tables.Stores;

/// <summary>
/// The steps that change a local disk, one call each and nothing cleverer: <see cref="LocalFileStore"/> is written in
/// them, so that a test can fail, or kill the process, at each. Paths are absolute.
/// </summary>
internal interface IDisk
{
    /// <summary>Creates a file that must not exist yet and writes its content.</summary>
    void WriteNew(string path, ReadOnlySpan<byte> content);

    /// <summary>Flushes a file's content to the device.</summary>
    void SyncFile(string path);

    /// <summary>Flushes a folder's names to the device.</summary>
    void SyncFolder(string folder);

    /// <summary>Gives an existing file a second name. Returns 0, or the error number.</summary>
    int Link(string existing, string created);

    /// <summary>Removes a name; a missing one is fine.</summary>
    void Delete(string path);

    /// <summary>Creates one folder, whose parent exists; one that exists is left alone.</summary>
    void CreateFolder(string folder);

    /// <summary>Removes a folder with everything in it; a missing one is fine.</summary>
    void DeleteFolder(string folder);
}
