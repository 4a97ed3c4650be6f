using System.Buffers.Binary;
using LoanDefault.Core.Errors;

namespace LoanDefault.Spark.Functions;

/// <summary>
/// The bytes of one broadcast as they travel: i64 length (big-endian), then the content. An encrypted broadcast reaches the
/// worker on a connection that carries no lengths, so the content must say itself where it ends.
/// </summary>
internal static class BroadcastPayload
{
    private const int HeaderLength = sizeof(long);

    // So that a damaged length costs no more memory than bytes that are really there.
    private const int ReadAtOnce = 1 << 20;

    public static void Write(Stream output, ReadOnlySpan<byte> content)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        BinaryPrimitives.WriteInt64BigEndian(header, content.Length);
        output.Write(header);
        output.Write(content);
    }

    /// <param name="input">Stands at the header; is left behind the content.</param>
    /// <param name="source">What the bytes come from, for the message.</param>
    /// <exception cref="BadInputException">The length is impossible or the content ends early.</exception>
    public static byte[] Read(Stream input, string source)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        if (input.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
            throw Damaged(source, "ends within its length");
        long length = BinaryPrimitives.ReadInt64BigEndian(header);
        if (length is < 0 or > int.MaxValue - 64)
            throw Damaged(source, $"says that it has {length} bytes");
        byte[] content = new byte[Math.Min(length, ReadAtOnce)];
        int filled = 0;
        while (true)
        {
            filled += input.ReadAtLeast(content.AsSpan(filled), content.Length - filled, throwOnEndOfStream: false);
            if (filled == length)
                return content;
            if (filled < content.Length)
                throw Damaged(source, $"ends after {filled} of {length} bytes");
            Array.Resize(ref content, (int)Math.Min(length, content.Length * 2L));
        }
    }

    private static BadInputException Damaged(string source, string how) =>
        new($"the broadcast in {source} {how}: run again; if it stays, see that driver and workers are of one build", file: source);
}
