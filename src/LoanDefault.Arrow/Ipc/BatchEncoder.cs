using LoanDefault.Arrow.FlatBuffers;

namespace LoanDefault.Arrow.Ipc;

/// <summary>Writes the metadata of messages.</summary>
internal static class BatchEncoder
{
    /// <summary>Writes the table RecordBatch.</summary>
    public static int RecordBatch(FlatBuilder builder, long rows, BodyLayout layout)
    {
        int buffers = Buffers(builder, layout);
        int nodes = Nodes(builder, layout.Nodes);
        int variadicCounts = layout.VariadicCounts.IsEmpty ? 0 : VariadicCounts(builder, layout.VariadicCounts);
        builder.StartTable(Format.RecordBatch.Slots);
        builder.AddInt64(Format.RecordBatch.Length, rows);
        builder.AddReference(Format.RecordBatch.Nodes, nodes);
        builder.AddReference(Format.RecordBatch.Buffers, buffers);
        builder.AddReference(Format.RecordBatch.VariadicCounts, variadicCounts);
        return builder.EndTable();
    }

    /// <summary>Writes the table DictionaryBatch, which replaces a dictionary.</summary>
    public static int DictionaryBatch(FlatBuilder builder, long id, long values, BodyLayout layout)
    {
        int data = RecordBatch(builder, values, layout);
        builder.StartTable(Format.DictionaryBatch.Slots);
        builder.AddInt64(Format.DictionaryBatch.Id, id);
        builder.AddReference(Format.DictionaryBatch.Data, data);
        return builder.EndTable();
    }

    /// <summary>Writes the table Message and ends the buffer.</summary>
    public static ReadOnlySpan<byte> Message(FlatBuilder builder, byte headerType, int header, long bodyLength)
    {
        builder.StartTable(Format.Message.Slots);
        builder.AddInt64(Format.Message.BodyLength, bodyLength);
        builder.AddReference(Format.Message.Header, header);
        builder.AddInt16(Format.Message.Version, Format.V5);
        builder.AddByte(Format.Message.HeaderType, headerType);
        return builder.Finish(builder.EndTable());
    }

    private static int Buffers(FlatBuilder builder, BodyLayout layout)
    {
        ReadOnlySpan<ArrowBuffer> buffers = layout.Buffers;
        builder.StartInt64Vector(buffers.Length * 2);
        long end = layout.BodyLength;
        for (int i = buffers.Length - 1; i >= 0; i--)
        {
            end -= Format.Pad(buffers[i].Length);
            builder.PushInt64(buffers[i].Length);
            builder.PushInt64(end);
        }
        return builder.EndVector(buffers.Length);
    }

    private static int Nodes(FlatBuilder builder, ReadOnlySpan<(long Length, long Nulls)> nodes)
    {
        builder.StartInt64Vector(nodes.Length * 2);
        for (int i = nodes.Length - 1; i >= 0; i--)
        {
            builder.PushInt64(nodes[i].Nulls);
            builder.PushInt64(nodes[i].Length);
        }
        return builder.EndVector(nodes.Length);
    }

    private static int VariadicCounts(FlatBuilder builder, ReadOnlySpan<long> counts)
    {
        builder.StartInt64Vector(counts.Length);
        for (int i = counts.Length - 1; i >= 0; i--)
            builder.PushInt64(counts[i]);
        return builder.EndVector(counts.Length);
    }
}
