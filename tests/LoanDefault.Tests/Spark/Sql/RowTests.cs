using LoanDefault.Arrow;
using LoanDefault.Arrow.Types;
using LoanDefault.Spark.Sql;
using SqlTypes = LoanDefault.Spark.Sql.Types;

namespace LoanDefault.Tests.Spark.Sql;

public sealed class RowTests
{
    private static readonly SqlTypes.StructType Schema = SqlTypes.StructType.FromDdl("id bigint, name string");

    [Test]
    public void A_value_is_had_by_position_and_by_name_as_its_type()
    {
        var row = new Row([7L, null], Schema);
        Assert.That(row.GetAs<long>("id"), Is.EqualTo(7));
        Assert.That(row.GetAs<long?>(0), Is.EqualTo(7));
        Assert.That(row.GetAs<string?>("name"), Is.Null);
        Assert.That(row.Size(), Is.EqualTo(2));
        Assert.That(row.ToString(), Is.EqualTo("[7,null]"));
    }

    [Test]
    public void A_wrong_name_or_type_says_what_there_is()
    {
        var row = new Row([7L, null], Schema);
        Assert.That(() => row["nope"], Throws.ArgumentException.With.Message.Contain("id, name"));
        Assert.That(() => row.GetAs<int>("id"), Throws.InstanceOf<InvalidCastException>().With.Message.Contain("bigint"));
        Assert.That(() => new Row([7L], Schema), Throws.ArgumentException);
    }

    [Test]
    public void Rows_are_made_from_a_batch_in_order()
    {
        var batch = new RecordBatch(
            new Schema([new Field("id", Int64Type.Default, nullable: true), new Field("name", StringType.Default, nullable: true)]),
            [new Int64Array.Builder().Append(1).AppendNull().Build(), new StringArray.Builder().Append("ü").Append((string?)null).Build()],
            2);
        Assert.That(ArrowRows.Of(batch, Schema).Select(row => row.Values), Is.EqualTo(new object?[][] { [1L, "ü"], [null, null] }));
    }

    [Test]
    public void A_type_that_cannot_be_collected_is_refused_before_a_job_runs() =>
        Assert.That(() => ArrowRows.Check(SqlTypes.StructType.FromDdl("a array<map<string,int>>")), Throws.InstanceOf<NotSupportedException>().With.Message.Contain("'a'"));
}
