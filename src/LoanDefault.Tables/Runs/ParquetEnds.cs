using System.Buffers.Binary;
using LoanDefault.Core.Errors;

namespace LoanDefault.Tables.Runs;

/// <summary>
/// A Parquet file's ends: <c>PAR1</c> first, and last the metadata, its length in four bytes (little endian), and
/// <c>PAR1</c>. Every host looks at them before an engine opens the file, for a clear message and for the run key.
/// </summary>
public static class ParquetEnds
{
    /// <summary>Bytes to read at the start.</summary>
    public const int HeadBytes = 4;

    /// <summary>Bytes to read at the end.</summary>
    public const int TailBytes = 8;

    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    private static ReadOnlySpan<byte> EncryptedMagic => "PARE"u8;

    /// <summary>Refuses a file that is too short to be Parquet.</summary>
    /// <param name="length">Its length.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="BadInputException">It is.</exception>
    public static void CheckLength(long length, string name)
    {
        if (length < HeadBytes + TailBytes)
            throw Damaged(name, length == 0 ? "is empty" : $"has only {length} bytes");
    }

    /// <summary>Where the footer starts.</summary>
    /// <param name="head">The file's first <see cref="HeadBytes"/>.</param>
    /// <param name="tail">Its last <see cref="TailBytes"/>.</param>
    /// <param name="length">Its length.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="BadInputException">The file is no Parquet file, cut short, or encrypted.</exception>
    public static long FooterStart(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, long length, string name)
    {
        if (!head.SequenceEqual(Magic))
            throw head.SequenceEqual(EncryptedMagic) ? Encrypted(name) : Damaged(name, "does not start with PAR1");
        if (tail[4..].SequenceEqual(EncryptedMagic))
            throw Encrypted(name);
        if (!tail[4..].SequenceEqual(Magic))
            throw Damaged(name, "does not end with PAR1, so it was cut short or is still being written");
        uint footer = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (footer == 0 || footer > length - HeadBytes - TailBytes)
            throw Damaged(name, $"names a footer of {footer} bytes, which does not fit into its {length} bytes");
        return length - TailBytes - footer;
    }

    private static BadInputException Damaged(string name, string problem) =>
        new($"{name}: not a whole Parquet file: it {problem}: write or copy it again", name);

    private static BadInputException Encrypted(string name) =>
        new($"{name}: the Parquet file is encrypted: write it without encryption", name);
}
