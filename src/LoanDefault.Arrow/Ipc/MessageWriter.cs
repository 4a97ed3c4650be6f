using System.Buffers.Binary;

namespace LoanDefault.Arrow.Ipc;

/// <summary>
/// Sends messages with few and large writes: what is small is collected, what is large goes to the stream from where it
/// lies, and buffers that lie behind each other as they must stand in the body (a batch that is passed on) go as one.
/// </summary>
internal sealed class MessageWriter(Stream stream)
{
    // A write of this many bytes costs less than copying them.
    private const int Large = 16 * 1024;
    private const int Capacity = 64 * 1024;
    private readonly byte[] _collected = new byte[Capacity];
    private int _count;

    /// <summary>Collects a message's prefix and metadata, whose length is a multiple of 8.</summary>
    public void Metadata(ReadOnlySpan<byte> metadata)
    {
        Prefix(metadata.Length);
        Write(metadata);
    }

    /// <summary>Collects the end-of-stream marker.</summary>
    public void End() => Prefix(0);

    /// <summary>Writes the buffers, each padded to 8 bytes.</summary>
    public void Body(ReadOnlySpan<ArrowBuffer> buffers)
    {
        ArrowBuffer piece = default;
        foreach (ArrowBuffer next in buffers)
        {
            if (next.IsEmpty)
                continue;
            int padding = Padding(piece);
            if (!piece.IsEmpty && piece.GapTo(next) == padding && piece.Extend(padding) is var padded && IsZero(padded.Span[piece.Length..]))
            {
                piece = padded.Extend(next.Length);
                continue;
            }
            WritePadded(piece);
            piece = next;
        }
        WritePadded(piece);
    }

    /// <summary>Hands to the stream what was collected; does not flush the stream.</summary>
    public void Flush()
    {
        stream.Write(_collected, 0, _count);
        _count = 0;
    }

    private void Prefix(int metadataLength)
    {
        Span<byte> prefix = stackalloc byte[2 * sizeof(int)];
        BinaryPrimitives.WriteUInt32LittleEndian(prefix, Format.Continuation);
        BinaryPrimitives.WriteInt32LittleEndian(prefix[sizeof(int)..], metadataLength);
        Write(prefix);
    }

    private void WritePadded(ArrowBuffer buffer)
    {
        Write(buffer.Span);
        ReadOnlySpan<byte> zeros = [0, 0, 0, 0, 0, 0, 0, 0];
        Write(zeros[..Padding(buffer)]);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= Large)
        {
            Flush();
            stream.Write(bytes);
            return;
        }
        if (bytes.Length > Capacity - _count)
            Flush();
        bytes.CopyTo(_collected.AsSpan(_count));
        _count += bytes.Length;
    }

    private static int Padding(ArrowBuffer buffer) => -buffer.Length & (Format.Alignment - 1);

    // What lies between two buffers is sent only when it is padding: it could be somebody's data.
    private static bool IsZero(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExcept((byte)0);
}
