using LoanDefault.Arrow;
using LoanDefault.Arrow.Types;
using LoanDefault.Spark.Functions;

namespace LoanDefault.Tests.Spark.Worker.Tasks;

/// <summary>Maps over batches that do what Spark's protocol makes dangerous.</summary>
internal static class MapExamples
{
    public static FunctionReference Of(ArrowMap map, string? argument = null) => FunctionReference.Of(map, argument);

    public static IEnumerable<RecordBatch> Same(IEnumerable<RecordBatch> batches, TaskContext task) => batches;

    public static IEnumerable<RecordBatch> FirstBatch(IEnumerable<RecordBatch> batches, TaskContext task) => batches.Take(1);

    public static IEnumerable<RecordBatch> FirstRows(IEnumerable<RecordBatch> batches, TaskContext task) => batches.Select(batch => batch.Slice(1, batch.Length - 1));

    public static IEnumerable<RecordBatch> Nothing(IEnumerable<RecordBatch> batches, TaskContext task) => batches.Where(batch => batch.Length < 0);

    public static IEnumerable<RecordBatch> NotLooking(IEnumerable<RecordBatch> batches, TaskContext task) => [];

    public static IEnumerable<RecordBatch> NullResult(IEnumerable<RecordBatch> batches, TaskContext task) => null!;

    public static IEnumerable<RecordBatch> NullBatch(IEnumerable<RecordBatch> batches, TaskContext task) => [null!];

    public static IEnumerable<RecordBatch> Twice(IEnumerable<RecordBatch> batches, TaskContext task) => batches.Any() ? batches : [];

    public static IEnumerable<RecordBatch> ThrowsAtOnce(IEnumerable<RecordBatch> batches, TaskContext task) => throw new InvalidOperationException("no\ngood");

    public static IEnumerable<RecordBatch> ThrowsAfterFirst(IEnumerable<RecordBatch> batches, TaskContext task)
    {
        foreach (RecordBatch batch in batches)
        {
            yield return batch;
            throw new NotSupportedException("after the first");
        }
    }

    public static IEnumerable<RecordBatch> Swallows(IEnumerable<RecordBatch> batches, TaskContext task)
    {
        var kept = new List<RecordBatch>();
        try
        {
            foreach (RecordBatch batch in batches)
                kept.Add(batch.Clone());
        }
        catch (Exception)
        {
            // As a careless function does.
        }
        return kept;
    }

    public static IEnumerable<RecordBatch> TwoSchemas(IEnumerable<RecordBatch> batches, TaskContext task) => [Number("a", new Int32Array([1])), Number("b", new Int32Array([1]))];

    public static IEnumerable<RecordBatch> Unsigned(IEnumerable<RecordBatch> batches, TaskContext task) => [Number("a", new UInt32Array([1]))];

    public static IEnumerable<RecordBatch> Reports(IEnumerable<RecordBatch> batches, TaskContext task)
    {
        task.AddAccumulatorUpdate([1, 2]);
        task.AddAccumulatorUpdate([]);
        return batches;
    }

    public static IEnumerable<RecordBatch> Tells(IEnumerable<RecordBatch> batches, TaskContext task)
    {
        string text = string.Join('|', task.StageId, task.PartitionId, task.AttemptNumber, task.TaskAttemptId, task.Cpus, task.Argument, task.SessionTimeZone,
            task.SparkFilesDirectory, task.SparkVersion, task.Broadcasts.Count);
        foreach (RecordBatch _ in batches)
            continue;
        return [Number("told", new StringArray.Builder().Append(text).Build())];
    }

    public static IEnumerable<RecordBatch> Cancelled(IEnumerable<RecordBatch> batches, TaskContext task)
    {
        foreach (RecordBatch batch in batches)
            yield return batch;
        task.CancellationToken.ThrowIfCancellationRequested();
    }

    private static RecordBatch Number(string name, ArrowArray column) => new(new Schema([new Field(name, column.DataType, nullable: true)]), [column], column.Length);
}
