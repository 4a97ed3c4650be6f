using LoanDefault.Arrow;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Models;
using LoanDefault.Embedded.Training;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.Spark.Scoring;
using LoanDefault.Spark.Scoring.Tasks;
using LoanDefault.Spark.Sql;
using static LoanDefault.Spark.Sql.Functions;

namespace LoanDefault.IntegrationTests.Spark;

/// <summary>Feature tables on a real Spark, against what Core makes of the same file.</summary>
[TestFixture(Oldest)]
[TestFixture(Newest)]
internal sealed class FeaturesTests(string version) : LocalSparkFixture(version)
{
    // Empty cells, cells that break a rule, texts that the contract does not list.
    private const string Change =
        """
        REPLACE (CASE n % 10 WHEN 3 THEN -1.0 WHEN 4 THEN NULL ELSE annual_inc END AS annual_inc,
            CASE n % 7 WHEN 1 THEN 'XX' WHEN 2 THEN NULL ELSE addr_state END AS addr_state,
            CASE n % 5 WHEN 0 THEN NULL ELSE revol_util END AS revol_util)
        """;

    private ApplicationContract _contract = null!;
    private ApplicationTable _expected = null!;
    private DataFrame _loans = null!;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["spark.sql.execution.arrow.maxRecordsPerBatch"] = "3000",
    };

    private Features Features => Features.Of(_contract);

    private int Rows => _expected.RowCount;

    [OneTimeSetUp]
    public void WriteLoans()
    {
        ApplicationContract model = ModelPackage.Load(Loans.Model).Contract;
        _contract = model with { Columns = [.. model.Columns.Select(c => c.Name == "address_state" ? c with { Feature = true, Encoding = CategoryEncoding.OneHot } : c)] };
        Loans.Write(PathOf("loans.parquet"), change: Change);
        _expected = ApplicationTableReader.Read(PathOf("loans.parquet"), _contract, withTarget: false);
        _loans = Spark.Read().Parquet(PathOf("loans.parquet"));
    }

    [TestCase(1)]
    [TestCase(3)]
    public void The_feature_table_has_the_bits_that_Core_computes(int partitions)
    {
        IReadOnlyList<Row> ids = _loans.Select("application_id").Collect();

        Dictionary<string, int[]> found = Bits(Features.Apply(_loans.Repartition(partitions)));

        Assert.That(found, Has.Count.EqualTo(Rows));
        Assert.That(Features.Names, Has.Some.EqualTo("address_state=CA"));
        Assert.That(Enumerable.Range(0, Rows).Count(_expected.IsRejected), Is.GreaterThan(Rows / 10));
        Assert.That(Enumerable.Range(0, Rows).Where(row => !found[(string)ids[row][0]!].SequenceEqual(Expected(row))), Is.Empty);
    }

    [Test]
    public void More_partitions_than_rows_give_the_rows_that_there_are() =>
        Assert.That(Features.Apply(_loans.Limit(3).Repartition(8)).Collect(), Has.Count.EqualTo(3));

    [Test]
    public void The_table_has_the_id_what_is_kept_and_a_nullable_float_for_each_feature()
    {
        DataFrame table = Features.Apply(_loans, "Class");

        Assert.That(table.Columns(), Is.EqualTo(new[] { "application_id", "Class" }.Concat(Features.Names)));
        Assert.That(table.Schema().Fields.Skip(2).All(f => f is { DataType.SimpleString: "float", IsNullable: true }));
        Assert.That(table.Filter("annual_income IS NULL").Count(), Is.EqualTo(Enumerable.Range(0, Rows).Count(row => float.IsNaN(Value(row, "annual_income")))));
    }

    [Test]
    public void A_single_feature_is_a_part_of_one_column()
    {
        DataFrame loans = _loans.WithColumn("features", Features.AsColumn(_loans));

        double? mean = (double?)loans.Agg(Avg(Col("features.loan_to_income"))).Collect()[0][0];

        float[] values = [.. Enumerable.Range(0, Rows).Select(row => Value(row, "loan_to_income")).Where(v => !float.IsNaN(v))];
        Assert.That(mean, Is.EqualTo(values.Average(v => (double)v)).Within(1e-9));
    }

    [Test]
    public void Features_are_computed_once_a_row_however_many_are_selected()
    {
        DataFrame table = Features.Apply(_loans.Repartition(3)).Select("loan_amount", "loan_to_income", "address_state=CA");

        Assert.That(Count(table.ExplainString(), "ArrowEvalPython"), Is.EqualTo(1));
        Assert.That(Count(table.ExplainString(), $"{nameof(FeatureFunction.ComputeFeatures)}("), Is.EqualTo(1));
        Assert.That(RowsComputed(counted => counted.Select("`#features`.loan_amount", "`#features`.loan_to_income", "`#features`.`#work`")), Is.EqualTo(Rows));
    }

    [Test]
    public void A_column_of_a_type_that_does_not_convert_is_refused_when_the_table_is_built()
    {
        DataFrame texts = _loans.WithColumn("annual_inc", Col("annual_inc").Cast("string"));

        Assert.That(
            () => Features.Apply(texts),
            Throws.TypeOf<BadInputException>().With.Message.StartWith("the data frame: column 'annual_inc' is string, which does not become a number without loss"));
    }

    [Test]
    public void An_absent_column_is_refused_unless_it_may_be_absent()
    {
        DataFrame without = _loans.Drop("revol_util", "application_id");
        Features lenient = Features with { AllowMissingColumns = true };

        Assert.That(() => Features.AsColumn(without), Throws.TypeOf<BadInputException>().With.Message.Contains("'revol_util', of which features are made (revolving_utilisation)"));
        Assert.That(() => Features.Apply(without), Throws.TypeOf<BadInputException>().With.Message.Contains("'application_id', the application id, is missing"));
        Assert.That(() => lenient.Apply(_loans.Drop("annual_inc")), Throws.TypeOf<BadInputException>().With.Message.Contains("'annual_inc'"));
        Assert.That(lenient.Apply(without).Filter("revolving_utilisation IS NULL AND loan_amount > 0").Count(), Is.EqualTo(Rows));
    }

    [Test]
    public void A_column_to_keep_must_not_be_called_like_a_feature() =>
        Assert.That(() => Features.Apply(_loans, "Term"), Throws.ArgumentException.With.Message.Contains("'Term' is also the name of a feature"));

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    // What the tasks themselves counted, over all evaluations of the function.
    private long RowsComputed(Func<DataFrame, DataFrame> select)
    {
        int[] positions = [.. Enumerable.Range(0, _contract.Columns.Count).Where(i => _contract.Columns[i].Type is not ColumnType.Id && _contract.Columns[i].Name != "application_date")];
        DataFrame rows = _loans.Repartition(3).Select(
            [Lit("file").As("file"), Lit(0L).As("row"), Col("application_id"), .. positions.Select(i => Col(_contract.Columns[i].SourceName))]);
        return select(Features.Append(rows, positions)).WithColumn("partition", SparkPartitionId()).Filter("`#work` IS NOT NULL").Collect()
            .GroupBy(row => row["partition"])
            .Sum(partition => partition.Max(row => FeatureWorkSum.Parse(System.Text.Encoding.UTF8.GetBytes((string)row["#work"]!)).Rows));
    }

    private float Value(int row, string feature) => _expected.FeaturesOf(row)[Features.Names.ToList().IndexOf(feature)];

    private int[] Expected(int row) => [.. _expected.FeaturesOf(row).ToArray().Select(BitConverter.SingleToInt32Bits)];

    private static Dictionary<string, int[]> Bits(DataFrame table)
    {
        var found = new Dictionary<string, int[]>();
        foreach (RecordBatch batch in table.CollectBatches())
        {
            var ids = (StringArray)batch.Column(0);
            FloatArray[] features = [.. batch.Arrays.Skip(1).Cast<FloatArray>()];
            for (int row = 0; row < batch.Length; row++)
                found.Add(ids.GetString(row)!, [.. features.Select(f => BitConverter.SingleToInt32Bits(f.GetValue(row) ?? float.NaN))]);
        }

        return found;
    }
}
