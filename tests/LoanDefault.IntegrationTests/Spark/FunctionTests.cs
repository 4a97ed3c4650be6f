using LoanDefault.Arrow;
using LoanDefault.Core.Errors;
using LoanDefault.Spark.Functions;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql;
using LoanDefault.Spark.Sql.Types;
using static LoanDefault.Spark.Sql.Functions;
using ArrowTypes = LoanDefault.Arrow.Types;

namespace LoanDefault.IntegrationTests.Spark;

/// <summary>C# functions on executors, as the driver names and calls them; what a worker does in detail is tested beside it.</summary>
[TestFixture(Oldest)]
[TestFixture(Newest)]
internal sealed class FunctionTests(string version) : LocalSparkFixture(version)
{
    private const string Numbers = "SELECT id, IF(id % 3 = 0, null, id * 0.5D) AS half, string(id) AS `a text` FROM range(0, 1000, 1, 4)";

    [Test]
    public void A_map_that_changes_nothing_returns_what_came_in()
    {
        DataFrame rows = Spark.Sql(Numbers);
        DataFrame mapped = rows.MapInArrow(Same, rows.Schema());
        Assert.That(mapped.Columns(), Is.EqualTo(rows.Columns()));
        Assert.That(mapped.OrderBy("id").Collect().Select(row => row.Values), Is.EqualTo(rows.OrderBy("id").Collect().Select(row => row.Values)));
    }

    [Test]
    public void A_map_knows_its_task_argument_and_broadcasts()
    {
        using LoanDefault.Spark.Broadcast broadcast = Spark.SparkContext.Broadcast("payload"u8);
        IReadOnlyList<Row> rows = Spark.Range(0, 4, 1, 4)
            .MapInArrow(Describe, StructType.FromDdl("partition int, argument string, broadcast string"), $"{broadcast.Id}", broadcast)
            .OrderBy("partition").Collect();
        Assert.That(rows.Select(row => row.Values), Is.EqualTo(Enumerable.Range(0, 4).Select(id => new object[] { id, $"{broadcast.Id}", "payload" })));
    }

    [Test]
    public void A_vector_function_computes_a_column_and_can_be_nested()
    {
        Func<Column, Column, Column> add = VectorUdf<Int64Array, DoubleArray, DoubleArray>(Add);
        Func<Column, Column> twice = VectorUdf<DoubleArray, DoubleArray>(Twice);
        DataFrame rows = Spark.Sql(Numbers);
        Row sums = rows.Select(Col("id"), add(Col("id"), twice(rows["half"])).As("sum"))
            .Agg(Sum("sum"), Count("sum")).First()!;
        double expected = Enumerable.Range(0, 1000).Where(id => id % 3 != 0).Sum(id => 2.0 * id);
        Assert.That(sums.Values, Is.EqualTo(new object[] { expected, 666L }));
    }

    [Test]
    public void A_function_that_throws_fails_the_job_with_its_own_words()
    {
        var error = Assert.Throws<SparkException>(() => Spark.Range(10).MapInArrow(Throw, StructType.FromDdl("id bigint")).Count())!;
        Assert.That(error.Message, Does.Contain("row 7 is bad").And.Not.Contains("\n"));
        Assert.That(error.JavaMessage + error.JavaStackTrace, Does.Contain(nameof(Throw)), "the C# stack");
    }

    [Test]
    public void A_lambda_and_a_worker_that_is_not_there_are_refused()
    {
        Assert.That(() => Spark.Range(1).MapInArrow((batches, _) => batches, StructType.FromDdl("id bigint")),
            Throws.InstanceOf<WrongUseException>().With.Message.Contain("static method"));
        Assert.That(() => Spark.Range(1).WithColumn("id", Col("id")).Union(Spark.Range(1)).ToDF("id").Join(Spark.Range(1), Lit(true)).MapInArrow(Same, StructType.FromDdl("id bigint")),
            Throws.InstanceOf<SparkException>().With.Message.Contain("id"), "two columns of one name");
    }

    private static IEnumerable<RecordBatch> Same(IEnumerable<RecordBatch> batches, TaskContext task) => batches;

    private static IEnumerable<RecordBatch> Describe(IEnumerable<RecordBatch> batches, TaskContext task)
    {
        foreach (RecordBatch batch in batches)
        {
            if (batch.Length == 0)
                continue;
            string broadcast = System.Text.Encoding.UTF8.GetString(task.Broadcasts[long.Parse(task.Argument!)].ReadAll().Span);
            yield return new RecordBatch(
                new ArrowTypes.Schema([
                    new ArrowTypes.Field("partition", ArrowTypes.Int32Type.Default, nullable: true),
                    new ArrowTypes.Field("argument", ArrowTypes.StringType.Default, nullable: true),
                    new ArrowTypes.Field("broadcast", ArrowTypes.StringType.Default, nullable: true),
                ]),
                [
                    new Int32Array.Builder().Append(task.PartitionId).Build(),
                    new StringArray.Builder().Append(task.Argument).Build(),
                    new StringArray.Builder().Append(broadcast).Build(),
                ],
                1);
        }
    }

    private static IEnumerable<RecordBatch> Throw(IEnumerable<RecordBatch> batches, TaskContext task)
    {
        foreach (RecordBatch batch in batches)
        {
            if (((Int64Array)batch.Column(0)).Values.Contains(7))
                throw new InvalidOperationException("row 7 is bad");
            yield return batch;
        }
    }

    private static DoubleArray Add(Int64Array left, DoubleArray right)
    {
        var sum = new DoubleArray.Builder();
        for (int row = 0; row < left.Length; row++)
        {
            if (left.GetValue(row) + right.GetValue(row) is { } value)
                sum.Append(value);
            else
                sum.AppendNull();
        }
        return sum.Build();
    }

    private static DoubleArray Twice(DoubleArray values)
    {
        var twice = new DoubleArray.Builder();
        for (int row = 0; row < values.Length; row++)
        {
            if (values.GetValue(row) is { } value)
                twice.Append(2 * value);
            else
                twice.AppendNull();
        }
        return twice.Build();
    }
}

/// <summary>Broadcasts where Spark encrypts what it writes to disk, which takes another way into the JVM and into the worker.</summary>
[TestFixture(LocalSparkFixture.Oldest)]
[TestFixture(LocalSparkFixture.Newest)]
internal sealed class EncryptedBroadcastTests(string version) : LocalSparkFixture(version)
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["spark.io.encryption.enabled"] = "true" };

    [Test]
    public void A_function_reads_the_bytes_of_an_encrypted_broadcast()
    {
        // More than one chunk of the transfer.
        byte[] content = new byte[3_000_000];
        content.AsSpan(1_000_000, 1_000_000).Fill(7);
        using LoanDefault.Spark.Broadcast broadcast = Spark.SparkContext.Broadcast(content);
        Row sum = Spark.Range(0, 2, 1, 2).MapInArrow(SumOfBytes, StructType.FromDdl("id bigint"), $"{broadcast.Id}", broadcast).Distinct().First()!;
        Assert.That(sum[0], Is.EqualTo(7_000_000L));
    }

    private static IEnumerable<RecordBatch> SumOfBytes(IEnumerable<RecordBatch> batches, TaskContext task)
    {
        long sum = task.Broadcasts[long.Parse(task.Argument!)].ReadAll().ToArray().Sum(value => (long)value);
        foreach (RecordBatch batch in batches)
            yield return new RecordBatch(batch.Schema, [new Int64Array([.. Enumerable.Repeat(sum, batch.Length)])], batch.Length);
    }
}
