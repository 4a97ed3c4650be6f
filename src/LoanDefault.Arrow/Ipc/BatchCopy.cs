using System.Buffers.Binary;

namespace LoanDefault.Arrow.Ipc;

/// <summary>Copies a batch into one piece of memory: laid out as for a stream, and read back without one.</summary>
internal static class BatchCopy
{
    public static RecordBatch Of(RecordBatch batch)
    {
        var layout = new BodyLayout();
        foreach (ArrowArray array in batch.Arrays)
            layout.Add(array);
        if (layout.BodyLength > int.MaxValue - BodyMemory.Alignment)
            throw new InvalidOperationException($"a batch of {layout.BodyLength} bytes is too large to be copied: slice it");
        var memory = new BodyMemory();
        memory.Reserve((int)layout.BodyLength);
        var dictionaries = new List<DictionaryArray>();
        DictionaryArrays.AddTo(dictionaries, batch.Arrays);
        byte[] buffers = Copy(layout, memory.Span((int)layout.BodyLength));
        var decoder = new BatchDecoder(
            Pairs(layout.Nodes), buffers, Counts(layout.VariadicCounts), memory.Buffer((int)layout.BodyLength), position => dictionaries[position].Dictionary);
        return RecordBatch.Unchecked(batch.Schema, decoder.Columns(batch.Schema.Fields, batch.Length), batch.Length);
    }

    private static byte[] Copy(BodyLayout layout, Span<byte> to)
    {
        byte[] pairs = new byte[layout.Buffers.Length * Format.PairSize];
        int offset = 0;
        for (int i = 0; i < layout.Buffers.Length; i++)
        {
            ArrowBuffer buffer = layout.Buffers[i];
            WritePair(pairs, i, offset, buffer.Length);
            buffer.Span.CopyTo(to[offset..]);
            int padded = (int)Format.Pad(buffer.Length);
            to[(offset + buffer.Length)..(offset + padded)].Clear();
            offset += padded;
        }
        return pairs;
    }

    private static byte[] Pairs(ReadOnlySpan<(long Length, long Nulls)> nodes)
    {
        byte[] pairs = new byte[nodes.Length * Format.PairSize];
        for (int i = 0; i < nodes.Length; i++)
            WritePair(pairs, i, nodes[i].Length, nodes[i].Nulls);
        return pairs;
    }

    private static byte[] Counts(ReadOnlySpan<long> counts)
    {
        byte[] bytes = new byte[counts.Length * sizeof(long)];
        for (int i = 0; i < counts.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), counts[i]);
        return bytes;
    }

    private static void WritePair(Span<byte> pairs, int index, long first, long second)
    {
        BinaryPrimitives.WriteInt64LittleEndian(pairs[(index * Format.PairSize)..], first);
        BinaryPrimitives.WriteInt64LittleEndian(pairs[(index * Format.PairSize + sizeof(long))..], second);
    }
}
