using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LoanDefault.Core.Errors;

namespace LoanDefault.Tables.Publishing;

/// <summary>An input file as the run key sees it.</summary>
/// <param name="RelativePath">Its path relative to the input root, with '/'.</param>
/// <param name="ByteLength">Its length in bytes.</param>
/// <param name="Sha256">SHA-256 of the file, or for Parquet of its footer, as 64 lower-case hexadecimal digits.</param>
public sealed record InputFile(string RelativePath, long ByteLength, string Sha256);

/// <summary>Fingerprints a run's input files.</summary>
public static class RunInputs
{
    // The Parquet format: the file ends with the footer, its length as 4 bytes little-endian, and "PAR1".
    private const int ParquetTrailerLength = 8;

    /// <summary>SHA-256, as 64 lower-case hexadecimal digits, of the list of files.</summary>
    /// <remarks>One line a file, sorted by the bytes of the UTF-8 path: byte length, SHA-256, the path's length in UTF-8
    /// bytes, and the path, separated by spaces and ended by a line feed.</remarks>
    public static string Hash(IEnumerable<InputFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var listed = files.Select(file => (Path: Encoding.UTF8.GetBytes(file.RelativePath), File: file)).ToList();
        listed.Sort((a, b) => a.Path.AsSpan().SequenceCompareTo(b.Path));
        foreach (var (path, file) in listed)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{file.ByteLength} {file.Sha256} {path.Length} {file.RelativePath}\n")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Fingerprints a file of a local disk.</summary>
    /// <param name="root">The input root, a folder.</param>
    /// <param name="path">The file, below the root.</param>
    /// <exception cref="BadInputException">The file cannot be read.</exception>
    public static InputFile Fingerprint(string root, string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var relative = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
            var length = file.Length;
            file.Position = FooterStart(file) ?? 0;
            return new InputFile(relative, length, Convert.ToHexStringLower(SHA256.HashData(file)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"cannot read the input file {path}: {error.Message}", path, innerException: error);
        }
    }

    /// <summary>Where a Parquet file's footer starts; null for any other file.</summary>
    private static long? FooterStart(FileStream file)
    {
        if (file.Length < ParquetTrailerLength)
            return null;
        Span<byte> trailer = stackalloc byte[ParquetTrailerLength];
        file.Position = file.Length - ParquetTrailerLength;
        file.ReadExactly(trailer);
        if (!trailer[4..].SequenceEqual("PAR1"u8))
            return null;
        var start = file.Length - ParquetTrailerLength - BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        return start >= 0 ? start : null;
    }
}
