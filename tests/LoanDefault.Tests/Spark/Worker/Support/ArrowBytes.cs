using LoanDefault.Arrow;
using LoanDefault.Arrow.Ipc;
using LoanDefault.Arrow.Types;

namespace LoanDefault.Tests.Spark.Worker.Support;

/// <summary>Arrow streams as Spark sends them.</summary>
internal static class ArrowBytes
{
    /// <summary>A stream of whole numbers under <c>id</c>, one batch for each array; as one struct column for a map.</summary>
    public static byte[] OfIds(bool isMap, params long[][] batches)
    {
        Field id = new("id", Int64Type.Default, nullable: false);
        Schema schema = isMap ? new Schema([new Field("struct", new StructType([id]), nullable: true)]) : new Schema([id]);
        return Of(schema, batches.Select(values =>
        {
            ArrowArray column = new Int64Array(values);
            return new RecordBatch(schema, [isMap ? new StructArray(new StructType([id]), values.Length, [column]) : column], values.Length);
        }));
    }

    /// <summary>A stream of batches without columns, which have only a number of rows.</summary>
    public static byte[] OfRows(params int[] rows)
    {
        var schema = new Schema([]);
        return Of(schema, rows.Select(count => new RecordBatch(schema, [], count)));
    }

    public static byte[] Of(Schema schema, IEnumerable<RecordBatch> batches)
    {
        var bytes = new MemoryStream();
        var writer = new ArrowStreamWriter(bytes, schema);
        foreach (RecordBatch batch in batches)
            writer.WriteRecordBatch(batch);
        writer.WriteEnd();
        return bytes.ToArray();
    }

    /// <summary>The ids in the answer, its batches one after the other.</summary>
    public static long[] Ids(WorkerReply reply) =>
        [.. reply.Batches.SelectMany(batch => ((Int64Array)(batch.Column(0) is StructArray rows ? rows.Fields[0] : batch.Column(0))).Values.ToArray())];
}
