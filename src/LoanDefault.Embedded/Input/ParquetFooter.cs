using System.Security.Cryptography;
using LoanDefault.Core.Errors;
using LoanDefault.Tables.Runs;

namespace LoanDefault.Embedded.Input;

/// <summary>Fingerprints a Parquet file of this machine by its footer.</summary>
internal static class ParquetFooter
{
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
        Span<byte> head = stackalloc byte[ParquetEnds.HeadBytes], tail = stackalloc byte[ParquetEnds.TailBytes];
        ParquetEnds.CheckLength(file.Length, name);
        file.ReadExactly(head);
        file.Seek(-ParquetEnds.TailBytes, SeekOrigin.End);
        file.ReadExactly(tail);
        file.Seek(ParquetEnds.FooterStart(head, tail, file.Length, name), SeekOrigin.Begin);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
