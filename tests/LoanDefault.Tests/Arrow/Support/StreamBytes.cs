using System.Buffers.Binary;

namespace LoanDefault.Tests.Arrow.Support;

/// <summary>Finds the parts of a stream that was written properly, so that tests can break them one by one.</summary>
internal static class StreamBytes
{
    /// <summary>A message's place: its 8-byte prefix, its metadata, its body.</summary>
    public sealed record Message(int Start, int MetadataStart, int MetadataLength, int BodyStart, int BodyLength)
    {
        public int End => BodyStart + BodyLength;
    }

    public static List<Message> Messages(ReadOnlySpan<byte> stream)
    {
        var messages = new List<Message>();
        for (int start = 0; ;)
        {
            int metadataLength = BinaryPrimitives.ReadInt32LittleEndian(stream[(start + 4)..]);
            if (metadataLength == 0)
                return messages;
            int metadata = start + 8;
            var message = new Message(start, metadata, metadataLength, metadata + metadataLength, BodyLength(stream.Slice(metadata, metadataLength)));
            messages.Add(message);
            start = message.End;
        }
    }

    /// <summary>Replaces bytes in a copy.</summary>
    public static byte[] With(byte[] stream, int position, params byte[] bytes)
    {
        byte[] changed = [.. stream];
        bytes.CopyTo(changed, position);
        return changed;
    }

    /// <summary>Replaces the first int64 of a value within a message's metadata.</summary>
    public static byte[] ReplaceInt64(byte[] stream, Message message, long value, long by, int occurrence = 0)
    {
        for (int i = message.MetadataStart; i + 8 <= message.BodyStart; i += 4)
        {
            if (BinaryPrimitives.ReadInt64LittleEndian(stream.AsSpan(i)) == value && occurrence-- == 0)
                return With(stream, i, BitConverter.GetBytes(by));
        }
        throw new ArgumentException($"the message has no {value}");
    }

    /// <summary>The stream as writers before version 0.15 framed it: a length alone before each message, a 0 alone at the end.</summary>
    public static byte[] ToLegacy(byte[] stream)
    {
        var legacy = new List<byte>();
        foreach (Message message in Messages(stream))
            legacy.AddRange(WithVersion(stream, message, version: 3)[(message.Start + 4)..message.End]);
        return [.. legacy, 0, 0, 0, 0];
    }

    /// <summary>Replaces a message's metadata version (3: V4) in a copy.</summary>
    public static byte[] WithVersion(byte[] stream, Message message, short version)
    {
        int position = FieldPosition(stream.AsSpan(message.MetadataStart, message.MetadataLength), slot: 0);
        return With(stream, message.MetadataStart + position, BitConverter.GetBytes(version));
    }

    // Message: slot 3 is the body's length.
    private static int BodyLength(ReadOnlySpan<byte> metadata)
    {
        int position = FieldPosition(metadata, slot: 3);
        return position == 0 ? 0 : (int)BinaryPrimitives.ReadInt64LittleEndian(metadata[position..]);
    }

    /// <summary>Where a field of the root table is; 0: absent.</summary>
    public static int FieldPosition(ReadOnlySpan<byte> metadata, int slot)
    {
        int root = BinaryPrimitives.ReadInt32LittleEndian(metadata);
        int vtable = root - BinaryPrimitives.ReadInt32LittleEndian(metadata[root..]);
        if (4 + slot * 2 + 2 > BinaryPrimitives.ReadUInt16LittleEndian(metadata[vtable..]))
            return 0;
        int offset = BinaryPrimitives.ReadUInt16LittleEndian(metadata[(vtable + 4 + slot * 2)..]);
        return offset == 0 ? 0 : root + offset;
    }
}
