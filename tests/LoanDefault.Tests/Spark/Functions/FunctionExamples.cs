using LoanDefault.Arrow;
using LoanDefault.Arrow.Types;
using LoanDefault.Spark.Functions;

namespace LoanDefault.Tests.Spark.Functions;

/// <summary>Functions as a user writes them, good and bad.</summary>
internal static class FunctionExamples
{
    public static FunctionReference Identity { get; } = FunctionReference.Of(new ArrowMap(Same));

    public static IEnumerable<RecordBatch> Same(IEnumerable<RecordBatch> batches, TaskContext task) => batches;

    public static Int64Array Sum(Int64Array a, Int64Array b) =>
        new(ArrowBuffer.Of(Enumerable.Range(0, a.Length).Select(i => a.Values[i] + b.Values[i]).ToArray()), a.Length);

    public static Int64Array Twice(Int64Array a) => Sum(a, a);

    public static Int64Array TimesArgument(Int64Array a, TaskContext task) =>
        new(ArrowBuffer.Of(Enumerable.Range(0, a.Length).Select(i => a.Values[i] * long.Parse(task.Argument!)).ToArray()), a.Length);

    /// <summary>The sum of any number of columns, and of the rows before: each batch's first value goes on from the last.</summary>
    public static Int64Array RunningSum(ArrowArray[] columns, TaskContext task)
    {
        long[] sum = task.Keep(_ => new long[1]);
        return new([.. Enumerable.Range(0, columns[0].Length).Select(i => sum[0] += columns.Sum(column => ((Int64Array)column).Values[i]))]);
    }

    public static Int64Array RowNumbers(int rows) => new(ArrowBuffer.Of(Enumerable.Range(0, rows).Select(i => (long)i).ToArray()), rows);

    public static Int64Array OneTooFew(Int64Array a) => (Int64Array)a.Slice(1, a.Length - 1);

    public static Int64Array Nothing(Int64Array a) => null!;

    public static StructArray Pair(Int64Array a, Int64Array b) => new(
        new StructType([new Field("first", a.DataType, nullable: true), new Field("second", b.DataType, nullable: true)]), a.Length, [a, b]);

    public static string NoArray(Int64Array a) => a.ToString()!;

    public static Int64Array OfText(string a) => throw new NotSupportedException(a);

    public static T Generic<T>(T a) => a;

    public static int Overloaded(int a) => a;

    public static int Overloaded(long a) => (int)a;
}
