using LoanDefault.Arrow;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql;
using LoanDefault.Spark.Sql.Types;
using static LoanDefault.Spark.Sql.Functions;

namespace LoanDefault.IntegrationTests.Spark.Worker;

/// <summary>Vectorised functions on a real Spark.</summary>
[TestFixture(Oldest)]
[TestFixture(Newest)]
internal sealed class VectorFunctionTests(string version) : LocalSparkFixture(version)
{
    private static readonly Func<Column, Column, Column> Sum = VectorUdf<Int64Array, Int64Array, Int64Array>(WorkerFunctions.Sum);
    private static readonly Func<Column, Column> AddOne = VectorUdf<Int64Array, Int64Array>(WorkerFunctions.AddOne);

    private DataFrame Rows => Spark.Range(0, 50_000, 1, 3);

    [Test]
    public void A_column_can_be_passed_twice_and_functions_can_be_nested_and_stand_side_by_side()
    {
        DataFrame result = Rows.Select(Col("id"), Sum(Col("id"), Col("id")).As("twice"), AddOne(AddOne(AddOne(Col("id")))).As("plus"), Sum(AddOne(Col("id")), Col("id")).As("mixed"));

        Assert.That(result.Filter("twice = 2 * id AND plus = id + 3 AND mixed = 2 * id + 1").Count(), Is.EqualTo(50_000));
    }

    [Test]
    public void A_struct_can_be_returned_and_taken_apart()
    {
        var pair = VectorUdf<Int64Array, StringArray, StructArray>(WorkerFunctions.Pair, StructType.FromDdl("number bigint, text string"));
        DataFrame result = Rows.Select(Col("id"), pair(Col("id"), Col("id").Cast("string")).As("pair")).Select("id", "pair.number", "pair.text");

        Assert.That(result.Filter("number = id AND text = string(id)").Count(), Is.EqualTo(50_000));
    }

    [Test]
    public void Rows_short_of_those_that_came_fail_the_job_instead_of_being_lost()
    {
        Func<Column, Column> tooFew = VectorUdf<Int64Array, Int64Array>(WorkerFunctions.OneTooFew);

        Assert.That(
            () => Rows.Select(tooFew(Col("id")).As("x")).Filter("x >= 0").Count(),
            Throws.TypeOf<SparkException>().With.Message.Contains("values for"));
    }

    [Test]
    public void Texts_with_long_offsets_are_taken_when_Spark_is_set_so()
    {
        Spark.Conf().Set("spark.sql.execution.arrow.useLargeVarTypes", "true");
        try
        {
            DataFrame rows = Rows.Select(Col("id"), Col("id").Cast("string").As("text"));
            DataFrame mapped = rows.MapInArrow(LoanDefault.Spark.Functions.FunctionReference.Of(new LoanDefault.Spark.Functions.ArrowMap(WorkerFunctions.Same)), rows.Schema());
            Assert.That(mapped.Filter("text = string(id)").Count(), Is.EqualTo(50_000));
        }
        finally
        {
            Spark.Conf().Unset("spark.sql.execution.arrow.useLargeVarTypes");
        }
    }
}
