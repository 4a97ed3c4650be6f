namespace LoanDefault.Tables.Errors;

/// <summary>The place cannot take a commit atomically, so nothing is published there.</summary>
public sealed class UnsuitableStoreException : StoreException
{
    private const string Alternatives =
        "publish to a local disk (ext4, xfs, btrfs, tmpfs) or to NFS, and copy from there if need be";

    private UnsuitableStoreException(string path, string fileSystemType, string reason)
        : base("publish tables to", path, $"{reason}; {Alternatives}") => FileSystemType = fileSystemType;

    /// <summary>The file system's type, such as <c>cifs</c>.</summary>
    public string FileSystemType { get; }

    internal static UnsuitableStoreException NoLinks(string path, string fileSystemType, string answer) => new(
        path,
        fileSystemType,
        $"its file system ({fileSystemType}) refuses hard links ({answer}), which a commit needs to be whole or not at all");

    internal static UnsuitableStoreException LinksOverwrite(string path, string fileSystemType) => new(
        path,
        fileSystemType,
        $"its file system ({fileSystemType}) lets a hard link replace a file, so runs could overwrite each other's commits");
}
