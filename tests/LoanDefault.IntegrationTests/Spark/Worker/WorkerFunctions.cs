using System.Diagnostics;
using LoanDefault.Arrow;
using LoanDefault.Arrow.Types;
using LoanDefault.Spark.Functions;

namespace LoanDefault.IntegrationTests.Spark.Worker;

/// <summary>What the workers of these tests run.</summary>
internal static class WorkerFunctions
{
    public static IEnumerable<RecordBatch> Same(IEnumerable<RecordBatch> batches, TaskContext task) => batches;

    public static IEnumerable<RecordBatch> FirstBatch(IEnumerable<RecordBatch> batches, TaskContext task) => batches.Take(1);

    /// <summary>Fails at the row whose number is the argument.</summary>
    public static IEnumerable<RecordBatch> FailsAt(IEnumerable<RecordBatch> batches, TaskContext task)
    {
        long bad = long.Parse(task.Argument!);
        foreach (RecordBatch batch in batches)
        {
            if (((Int64Array)batch.Column("id")).Values.Contains(bad))
                throw new InvalidDataException($"row {bad} is bad");
            yield return batch;
        }
    }

    /// <summary>One row a partition: who ran it, and how many rows and batches it got.</summary>
    public static IEnumerable<RecordBatch> Tells(IEnumerable<RecordBatch> batches, TaskContext task)
    {
        (long rows, long count) = (0, 0);
        foreach (RecordBatch batch in batches)
            (rows, count) = (rows + batch.Length, count + 1);
        yield return Told(Environment.ProcessId, Environment.CurrentManagedThreadId, task.PartitionId, rows, count);
    }

    /// <summary>The broadcast's content, one byte a row.</summary>
    public static IEnumerable<RecordBatch> ReadsBroadcast(IEnumerable<RecordBatch> batches, TaskContext task)
    {
        foreach (RecordBatch _ in batches)
            continue;
        ReadOnlyMemory<byte> content = task.Broadcasts[long.Parse(task.Argument!)].ReadAll();
        long[] bytes = [.. content.ToArray().Select(value => (long)value)];
        yield return new RecordBatch(new Schema([new Field("id", Int64Type.Default, nullable: false)]), [new Int64Array(bytes)], bytes.Length);
    }

    /// <summary>The length of the added file that the argument names.</summary>
    public static IEnumerable<RecordBatch> ReadsFile(IEnumerable<RecordBatch> batches, TaskContext task)
    {
        long length = new FileInfo(Path.Combine(task.SparkFilesDirectory, task.Argument!)).Length;
        foreach (RecordBatch batch in batches)
            yield return new RecordBatch(batch.Schema, [new Int64Array([.. Enumerable.Repeat(length, batch.Length)])], batch.Length);
    }

    /// <summary>Leaves a file in the folder that is the argument when it runs, another when it is cancelled.</summary>
    public static IEnumerable<RecordBatch> WaitsForCancel(IEnumerable<RecordBatch> batches, TaskContext task)
    {
        File.WriteAllText(Path.Combine(task.Argument!, $"runs-{task.PartitionId}"), "");
        task.CancellationToken.WaitHandle.WaitOne();
        File.WriteAllText(Path.Combine(task.Argument!, $"cancelled-{task.PartitionId}"), "");
        return batches;
    }

    /// <summary>The first attempt of partition 1 dies in the middle of its rows, as if the kernel had killed it.</summary>
    public static IEnumerable<RecordBatch> DiesOnce(IEnumerable<RecordBatch> batches, TaskContext task)
    {
        int seen = 0;
        foreach (RecordBatch batch in batches)
        {
            if (++seen == 3 && task is { PartitionId: 1, AttemptNumber: 0 })
                Process.GetCurrentProcess().Kill();
            yield return batch;
        }
    }

    /// <summary>Changes nothing, and says at the end by how many bytes the process's peak grew after its first million rows.</summary>
    public static IEnumerable<RecordBatch> TellsGrowth(IEnumerable<RecordBatch> batches, TaskContext task)
    {
        (long rows, long warm) = (0, 0);
        foreach (RecordBatch batch in batches)
        {
            rows += batch.Length;
            if (warm == 0 && rows >= 1_000_000)
                warm = PeakBytes();
        }
        yield return new RecordBatch(new Schema([new Field("id", Int64Type.Default, nullable: false)]), [new Int64Array([PeakBytes() - warm])], 1);
    }

    private static long PeakBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    public static IEnumerable<RecordBatch> Prints(IEnumerable<RecordBatch> batches, TaskContext task)
    {
        Console.WriteLine("printed by a function");
        return batches;
    }

    public static Int64Array Sum(Int64Array a, Int64Array b) => new([.. a.Values.ToArray().Zip(b.Values.ToArray(), (x, y) => x + y)]);

    public static Int64Array AddOne(Int64Array a) => new([.. a.Values.ToArray().Select(x => x + 1)]);

    public static StructArray Pair(Int64Array a, StringArray b) => new(
        new StructType([new Field("number", a.DataType, nullable: true), new Field("text", b.DataType, nullable: true)]), a.Length, [a, b]);

    public static Int64Array OneTooFew(Int64Array a) => (Int64Array)a.Slice(1, a.Length - 1);

    private static RecordBatch Told(params long[] values)
    {
        string[] names = ["process", "thread", "partition", "rows", "batches"];
        return new RecordBatch(
            new Schema(names.Select(name => new Field(name, Int64Type.Default, nullable: false))), [.. values.Select(value => new Int64Array([value]))], 1);
    }
}
