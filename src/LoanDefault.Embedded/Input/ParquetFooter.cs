using System.Buffers.Binary;
using System.Security.Cryptography;
using LoanDefault.Core.Errors;

namespace LoanDefault.Embedded.Input;

/// <summary>
/// A Parquet file's end: the metadata, its length in four bytes (little endian), and <c>PAR1</c>. Looked at before the
/// engine opens the file, for a clear message and for the run key.
/// </summary>
internal static class ParquetFooter
{
    private const int TailBytes = 8;

    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    private static ReadOnlySpan<byte> EncryptedMagic => "PARE"u8;

    /// <summary>The file's length and the SHA-256 of its footer, its length field and magic included.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="BadInputException">The file cannot be read, is cut short, or is no Parquet file.</exception>
    internal static (long ByteLength, string Sha256) Read(string path, string name)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return (file.Length, Hash(file, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{name}: cannot be read ({e.Message}): check the file and its permissions", name, innerException: e);
        }
    }

    private static string Hash(FileStream file, string name)
    {
        Span<byte> bytes = stackalloc byte[TailBytes];
        if (file.Length < Magic.Length + TailBytes)
            throw Damaged(name, file.Length == 0 ? "is empty" : $"has only {file.Length} bytes");
        file.ReadExactly(bytes[..Magic.Length]);
        if (!bytes[..Magic.Length].SequenceEqual(Magic))
            throw bytes[..Magic.Length].SequenceEqual(EncryptedMagic) ? Encrypted(name) : Damaged(name, "does not start with PAR1");
        file.Seek(-TailBytes, SeekOrigin.End);
        file.ReadExactly(bytes);
        if (bytes[4..].SequenceEqual(EncryptedMagic))
            throw Encrypted(name);
        if (!bytes[4..].SequenceEqual(Magic))
            throw Damaged(name, "does not end with PAR1, so it was cut short or is still being written");
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (length == 0 || length > file.Length - Magic.Length - TailBytes)
            throw Damaged(name, $"names a footer of {length} bytes, which does not fit into its {file.Length} bytes");
        file.Seek(-TailBytes - (long)length, SeekOrigin.End);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static BadInputException Damaged(string name, string problem) =>
        new($"{name}: not a whole Parquet file: it {problem}: write or copy it again", name);

    private static BadInputException Encrypted(string name) =>
        new($"{name}: the Parquet file is encrypted: write it without encryption", name);
}
