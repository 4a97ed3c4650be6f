using LoanDefault.Arrow;
using LoanDefault.Spark.Functions;
using LoanDefault.Tests.Spark.Functions;
using LoanDefault.Tests.Spark.Worker.Support;

namespace LoanDefault.Tests.Spark.Worker.Tasks;

/// <summary>Vectorised functions, through the whole conversation of a task.</summary>
public sealed class VectorTaskTests
{
    private static readonly byte[] TwoBatches = ArrowBytes.OfIds(isMap: false, [1, 2, 3], [4, 5]);

    [TestCaseSource(typeof(Recording), nameof(Recording.Releases))]
    public void One_function_gives_one_column_of_equal_length(string release)
    {
        WorkerReply reply = TaskRun.Of(Call(release, [0], Named(nameof(FunctionExamples.Twice))), TwoBatches);

        Assert.That(ArrowBytes.Ids(reply), Is.EqualTo(new long[] { 2, 4, 6, 8, 10 }));
        Assert.That((reply.Final, reply.IsAtEnd), Is.EqualTo((-4, true)));
        Assert.That(reply.Batches[0].Schema.Fields.Single().Name, Is.EqualTo("_0"));
    }

    [Test]
    public void The_same_column_can_be_passed_twice() =>
        Assert.That(ArrowBytes.Ids(TaskRun.Of(Call("4.0.0", [0, 0], Named(nameof(FunctionExamples.Sum))), TwoBatches)), Is.EqualTo(new long[] { 2, 4, 6, 8, 10 }));

    [Test]
    public void A_function_of_any_number_of_columns_keeps_what_it_needs_from_batch_to_batch() =>
        Assert.That(
            ArrowBytes.Ids(TaskRun.Of(Call("4.3.0", [0, 0, 0], Named(nameof(FunctionExamples.RunningSum))), TwoBatches)),
            Is.EqualTo(new long[] { 3, 9, 18, 30, 45 }));

    [Test]
    public void Chained_functions_run_from_the_first_on_each_with_its_own_argument()
    {
        FunctionReference timesThree = Named(nameof(FunctionExamples.TimesArgument)) with { Argument = "3" };
        FunctionReference timesFive = Named(nameof(FunctionExamples.TimesArgument)) with { Argument = "5" };
        WorkerReply reply = TaskRun.Of(Call("3.5.9", [0], timesThree, Named(nameof(FunctionExamples.Twice)), timesFive), TwoBatches);

        Assert.That(ArrowBytes.Ids(reply), Is.EqualTo(new long[] { 30, 60, 90, 120, 150 }));
    }

    [Test]
    public void Several_calls_give_columns_in_their_order()
    {
        var task = new SparkTask("4.3.0", SparkTask.Vector,
            new SparkTask.Call([0], Named(nameof(FunctionExamples.Twice)).ToBytes()),
            new SparkTask.Call([0, 0], Named(nameof(FunctionExamples.Pair)).ToBytes()));
        RecordBatch first = TaskRun.Of(task, TwoBatches).Batches[0];

        Assert.That(first.Schema.ToString(), Does.StartWith("_0: int64, _1: struct<first: int64, second: int64>"));
        Assert.That(((Int64Array)((StructArray)first.Column(1)).Fields[1]).Values.ToArray(), Is.EqualTo(new long[] { 1, 2, 3 }));
    }

    [Test]
    public void A_function_without_columns_gets_the_number_of_rows() =>
        Assert.That(
            ArrowBytes.Ids(TaskRun.Of(Call("4.3.0", [], Named(nameof(FunctionExamples.RowNumbers))), ArrowBytes.OfRows(2, 0, 3))),
            Is.EqualTo(new long[] { 0, 1, 0, 1, 2 }));

    [TestCase(nameof(FunctionExamples.OneTooFew), "returned 2 values for 3 rows")]
    [TestCase(nameof(FunctionExamples.Nothing), "returned null")]
    [TestCase(nameof(FunctionExamples.Sum), "takes 2 columns but the query passes 1")]
    [TestCase(nameof(FunctionExamples.NoArray), "is no vectorised function")]
    [TestCase(nameof(FunctionExamples.OfText), "is no vectorised function")]
    public void What_would_give_wrong_rows_is_a_failure(string name, string message)
    {
        WorkerReply reply = TaskRun.Of(Call("4.3.0", [0], Named(name)), TwoBatches);

        Assert.That(reply.Failure, Does.Contain(message));
        Assert.That(reply.Batches, Is.Empty);
    }

    [Test]
    public void A_column_of_another_type_is_refused_by_the_parameters_name()
    {
        byte[] texts = Texts("a");

        Assert.That(
            TaskRun.Of(Call("4.3.0", [0], Named(nameof(FunctionExamples.Twice))), texts).Failure,
            Does.Contain("takes Int64Array as 'a' but the query passes string"));
    }

    [TestCase("\"long\"", null)]
    [TestCase("\"double\"", "it has type int64, declared is double")]
    public void The_result_is_compared_with_what_was_declared(string declared, string? difference)
    {
        FunctionReference function = Named(nameof(FunctionExamples.Twice)) with { ResultType = declared };

        Assert.That(TaskRun.Of(Call("4.3.0", [0], function), TwoBatches).Failure, difference is null ? Is.Null : Does.Contain(difference));
    }

    [Test]
    public void An_empty_partition_gives_no_rows()
    {
        WorkerReply reply = TaskRun.Of(Call("4.3.0", [0], Named(nameof(FunctionExamples.Twice))), ArrowBytes.OfIds(isMap: false));

        Assert.That((reply.ArrowStreams, reply.Final), Is.EqualTo((0, -4)));
    }

    [Test]
    public void Another_way_of_calling_is_refused() =>
        Assert.That(
            TaskRun.Of(new SparkTask("4.3.0", 100, new SparkTask.Call([0], Named(nameof(FunctionExamples.Twice)).ToBytes())), TwoBatches).Failure,
            Does.Contain("in its way 100"));

    [Test]
    public void Commands_of_Python_are_refused()
    {
        byte[] python = [0x80, 0x05, 0x95, 0, 1];

        Assert.That(TaskRun.Of(new SparkTask("4.3.0", SparkTask.Vector, new SparkTask.Call([0], python)), TwoBatches).Failure, Does.Contain("name no C# method"));
    }

    private static byte[] Texts(params string[] values)
    {
        var builder = new StringArray.Builder();
        foreach (string value in values)
            builder.Append(value);
        StringArray column = builder.Build();
        var schema = new LoanDefault.Arrow.Types.Schema([new LoanDefault.Arrow.Types.Field("_0", column.DataType, nullable: true)]);
        return ArrowBytes.Of(schema, [new RecordBatch(schema, [column], values.Length)]);
    }

    private static SparkTask Call(string release, int[] columns, params FunctionReference[] functions) =>
        new(release, SparkTask.Vector, new SparkTask.Call(columns, [.. functions.Select(function => function.ToBytes())]));

    private static FunctionReference Named(string name) => FunctionExamples.Identity with { Method = name };
}
