using System.Buffers.Binary;
using LoanDefault.Arrow.FlatBuffers;

namespace LoanDefault.Arrow.Ipc;

/// <summary>Takes one message after the other from a stream, and not a byte beyond the end-of-stream marker.</summary>
internal sealed class MessageReader(Stream stream)
{
    private readonly BodyMemory _metadata = new();
    private readonly byte[] _prefix = new byte[sizeof(int)];

    /// <summary>The bytes of the message's FlatBuffer, valid until the next message.</summary>
    public ReadOnlySpan<byte> Metadata => _metadata.Span(MetadataLength);

    public int MetadataLength { get; private set; }

    /// <summary>Reads the next message's metadata; its body follows in the stream.</summary>
    /// <returns>False: the end-of-stream marker was read; null: the stream ended without one, between two messages.</returns>
    public bool? Next()
    {
        if (ReadPrefix(mayEnd: true) is not { } first)
            return null;
        // Before version 0.15, the length stood alone; so did the 0 of the end.
        uint length = first == Format.Continuation ? ReadPrefix(mayEnd: false)!.Value : first;
        if (length > int.MaxValue - BodyMemory.Alignment)
            throw new ArrowFormatException($"a message says that its metadata has {length} bytes: the stream is damaged, or what came before it was not read to its end");
        if (length == 0)
            return false;
        MetadataLength = (int)length;
        _metadata.Fill(stream, MetadataLength, "a message's metadata");
        return true;
    }

    /// <summary>The message's table, its version checked.</summary>
    public FlatTable Message()
    {
        FlatTable message = FlatTable.Root(Metadata);
        short version = message.Int16(Format.Message.Version);
        if (version is < Format.V4 or > Format.V5)
            throw new ArrowFormatException($"a message has metadata version V{version + 1}; this reader reads V4 and V5");
        return message;
    }

    /// <summary>Reads the body of the message whose metadata was read last.</summary>
    public ArrowBuffer Body(FlatTable message, BodyMemory memory)
    {
        long length = message.Int64(Format.Message.BodyLength);
        if (length < 0)
            throw new ArrowFormatException($"a message says that its body has {length} bytes: the stream is damaged");
        if (length > int.MaxValue - BodyMemory.Alignment)
            throw new ArrowFormatException($"a batch of {length} bytes is larger than the 2 GiB that this reader takes at once: let the sender make batches of fewer rows");
        memory.Fill(stream, (int)length, "a message's body");
        return memory.Buffer((int)length);
    }

    private uint? ReadPrefix(bool mayEnd)
    {
        int read = stream.ReadAtLeast(_prefix, _prefix.Length, throwOnEndOfStream: false);
        if (read == _prefix.Length)
            return BinaryPrimitives.ReadUInt32LittleEndian(_prefix);
        return read == 0 && mayEnd ? null : throw new ArrowFormatException("the stream ends within a message's length: its sender stopped early");
    }
}
