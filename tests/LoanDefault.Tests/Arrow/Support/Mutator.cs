using System.Buffers.Binary;

namespace LoanDefault.Tests.Arrow.Support;

/// <summary>Breaks streams in the ways in which hostile ones are broken: lengths, offsets, counts, order, ends.</summary>
internal sealed class Mutator(Random random)
{
    private static readonly long[] Interesting =
    [
        0, 1, -1, 2, 3, 4, 7, 8, 12, 16, 64, 127, 128, 255, 256, 4096, 65535, 65536, int.MaxValue, int.MinValue, int.MaxValue - 1, int.MaxValue - 64,
        uint.MaxValue, long.MaxValue, long.MinValue, long.MaxValue - 7, 1L << 40, -8, 1 << 20, 1 << 28,
    ];

    public byte[] Mutate(byte[] stream)
    {
        byte[] bytes = [.. stream];
        List<StreamBytes.Message> messages = StreamBytes.Messages(stream);
        if (random.Next(10) == 0)
            return FlipBit(FlipBit(StreamBytes.ToLegacy(stream)));
        for (int times = 1 + random.Next(4); times > 0 && bytes.Length > 0; times--)
            bytes = Once(bytes, messages);
        return bytes;
    }

    private byte[] Once(byte[] bytes, List<StreamBytes.Message> messages) => random.Next(12) switch
    {
        0 => FlipBit(bytes),
        1 => bytes[..random.Next(bytes.Length)],
        2 => Splice(bytes, messages),
        3 => SetWord(bytes, random.Next(bytes.Length), 1 << random.Next(4)),
        4 => SetBodyWord(bytes, messages),
        5 => Insert(bytes),
        _ => SetMetadataWord(bytes, messages),
    };

    private byte[] FlipBit(byte[] bytes)
    {
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private byte[] SetMetadataWord(byte[] bytes, List<StreamBytes.Message> messages)
    {
        StreamBytes.Message message = messages[random.Next(messages.Count)];
        int width = 1 << random.Next(4);
        return SetWord(bytes, message.Start + random.Next((8 + message.MetadataLength) / width) * width, width);
    }

    // Offsets of texts and lists, positions in dictionaries, views.
    private byte[] SetBodyWord(byte[] bytes, List<StreamBytes.Message> messages)
    {
        StreamBytes.Message message = messages[random.Next(messages.Count)];
        int width = random.Next(2) == 0 ? 4 : 8;
        return message.BodyLength < width ? bytes : SetWord(bytes, message.BodyStart + random.Next(message.BodyLength / width) * width, width);
    }

    // An interesting number, or the old one slightly changed.
    private byte[] SetWord(byte[] bytes, int position, int width)
    {
        if (position + width > bytes.Length)
            return bytes;
        Span<byte> word = bytes.AsSpan(position, width);
        Span<byte> value = stackalloc byte[sizeof(long)];
        value.Clear();
        word.CopyTo(value);
        long old = BinaryPrimitives.ReadInt64LittleEndian(value);
        long changed = random.Next(3) == 0 ? old + random.Next(-16, 17) : random.Next(3) == 0 ? old * 2 : Interesting[random.Next(Interesting.Length)];
        BinaryPrimitives.WriteInt64LittleEndian(value, changed);
        value[..width].CopyTo(word);
        return bytes;
    }

    // Leaves a message out, or repeats one somewhere.
    private byte[] Splice(byte[] bytes, List<StreamBytes.Message> messages)
    {
        StreamBytes.Message from = messages[random.Next(messages.Count)];
        StreamBytes.Message to = messages[random.Next(messages.Count)];
        if (from.End > bytes.Length || to.End > bytes.Length)
            return bytes;
        return random.Next(2) == 0
            ? [.. bytes[..from.Start], .. bytes[from.End..]]
            : [.. bytes[..to.Start], .. bytes[from.Start..from.End], .. bytes[to.Start..]];
    }

    private byte[] Insert(byte[] bytes)
    {
        byte[] more = new byte[1 + random.Next(16)];
        random.NextBytes(more);
        int position = random.Next(bytes.Length);
        return [.. bytes[..position], .. more, .. bytes[position..]];
    }
}
