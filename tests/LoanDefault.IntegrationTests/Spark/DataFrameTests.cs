using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql;
using LoanDefault.Spark.Sql.Types;
using static LoanDefault.Spark.Sql.Functions;

namespace LoanDefault.IntegrationTests.Spark;

[TestFixture(Oldest)]
[TestFixture(Newest)]
internal sealed class DataFrameTests(string version) : LocalSparkFixture(version)
{
    private const string EveryType =
        """
        SELECT * FROM VALUES
          (true, 1Y, 2S, 3, 4L, cast(0.1 as float), 0.1D, 'ü中😀', X'0102', cast(-99999999.99 as decimal(10,2)),
           date'2020-02-29', timestamp'2021-03-04 05:06:07.123456', timestamp_ntz'1969-12-31 23:59:59.999999', array(1, null), named_struct('x', 1, 'y', 'z')),
          (null, null, null, null, null, null, null, null, null, null, null, null, null, null, null)
        AS t(b, i8, i16, i32, i64, f, d, s, bin, dec, dt, ts, ntz, l, st)
        """;

    [Test]
    public void Every_type_is_collected_as_its_NET_counterpart()
    {
        IReadOnlyList<Row> rows = Spark.Sql(EveryType).Coalesce(1).Collect();

        Assert.That(rows, Has.Count.EqualTo(2));
        Assert.That(rows[0].Values.Take(13), Is.EqualTo(new object[]
        {
            true, (sbyte)1, (short)2, 3, 4L, 0.1f, 0.1, "ü中😀", new byte[] { 1, 2 }, -99999999.99m, new DateOnly(2020, 2, 29),
            new DateTime(2021, 3, 4, 5, 6, 7, DateTimeKind.Utc).AddMicroseconds(123456), new DateTime(1970, 1, 1).AddMicroseconds(-1),
        }));
        Assert.That(rows[0].GetAs<DateTime>("ts").Kind, Is.EqualTo(DateTimeKind.Utc));
        Assert.That(rows[0].GetAs<DateTime>("ntz").Kind, Is.EqualTo(DateTimeKind.Unspecified));
        Assert.That(rows[0].GetAs<object?[]>("l"), Is.EqualTo(new object?[] { 1, null }));
        Assert.That(rows[0].GetAs<Row>("st").Values, Is.EqualTo(new object[] { 1, "z" }));
        Assert.That(rows[1].Values, Is.All.Null);
    }

    [Test]
    public void Collected_rows_keep_their_order_however_many_partitions_there_are()
    {
        DataFrame ordered = Spark.Range(0, 25_000, 1, 7).OrderBy(Col("id").Desc());
        Assert.That(ordered.Collect().Select(row => row.GetAs<long>(0)), Is.EqualTo(Enumerable.Range(0, 25_000).Reverse().Select(id => (long)id)));
        Assert.That(Spark.Range(0).Collect(), Is.Empty);
        Assert.That(ordered.First()!["id"], Is.EqualTo(24_999L));
        Assert.That(Spark.Range(0).First(), Is.Null);
    }

    [Test]
    public void A_job_that_fails_while_rows_are_collected_is_an_exception_not_fewer_rows() =>
        Assert.That(() => Spark.Sql("SELECT IF(id = 7, raise_error('seven is bad'), id) AS id FROM range(0, 100, 1, 4)").Collect(),
            Throws.InstanceOf<SparkException>().With.Property(nameof(SparkException.JavaStackTrace)).Contain("seven is bad"));

    [Test]
    public void Constants_arrive_as_the_values_that_they_are()
    {
        DateTimeOffset instant = new DateTimeOffset(2021, 3, 4, 5, 6, 7, TimeSpan.FromHours(2)).AddMicroseconds(123456);
        object[] values = [true, 1, 2L, 0.1, 0.1f, (short)3, (sbyte)4, 12.30m, "it's \\ \n ü", new byte[] { 1 }, new DateOnly(2020, 2, 29), instant, new DateTime(2020, 1, 2, 3, 4, 5)];
        Row row = Spark.Range(1).Select([.. values.Select((value, index) => Lit(value).As($"c{index}")), Lit(null).As("none")]).First()!;
        Assert.That(row.Values, Is.EqualTo(values[..11].Append(instant.UtcDateTime).Append(values[12]).Append(null)));
    }

    [Test]
    public void Operators_compute_what_they_say()
    {
        Column a = Col("a");
        Column b = Col("b");
        Row row = Spark.Sql("SELECT 7 AS a, 2 AS b, cast(null as int) AS n").Select(
            (a + b).As("plus"), (a - 1).As("minus"), (a * b).As("times"), (a / b).As("by"), (a % b).As("mod"), (-a).As("neg"),
            (a == 7).As("eq"), (a != 7).As("ne"), (a > b).As("gt"), (a < b).As("lt"), (a >= 7).As("ge"), (a <= 6).As("le"),
            (a > 1 & b > 5).As("and"), (a > 1 | b > 5).As("or"), (!(a > 1)).As("not"),
            Col("n").IsNull().As("isnull"), Col("n").EqNullSafe(null).As("safe"), a.IsIn(1, 7).As("in"), a.Between(6, 8).As("between"),
            When(a > 10, "big").When(a > 5, "medium").Otherwise("small").As("size"), a.Cast("string").As("text"), a.Cast(new LongType()).As("long")).First()!;
        Assert.That(row.Values, Is.EqualTo(new object[]
        {
            9, 6, 14, 3.5, 1, -7, true, false, true, false, true, false, false, true, false, true, true, true, true, "medium", "7", 7L,
        }));
    }

    [Test]
    public void Rows_are_filtered_grouped_aggregated_and_ordered()
    {
        DataFrame sums = Spark.Range(10)
            .WithColumn("odd", Col("id") % 2 == 1)
            .Filter(Col("id") > 0).Where("id < 9")
            .GroupBy("odd")
            .Agg(Sum("id").As("sum"), Avg("id").As("mean"), Count("*").As("rows"), CountDistinct(Col("id")).As("ids"))
            .OrderBy("odd");
        Assert.That(sums.Collect().Select(row => row.Values), Is.EqualTo(new object[][] { [false, 20L, 5.0, 4L, 4L], [true, 16L, 4.0, 4L, 4L] }));
        Assert.That(Spark.Range(10).GroupBy().Max("id").First()![0], Is.EqualTo(9L));
        Assert.That(Spark.Range(10).Agg(Min("id")).First()![0], Is.Zero);
        Assert.That(Spark.Range(4).WithColumn("k", Col("id") % 2).GroupBy("k").Count().OrderBy("k").Collect().Select(row => row["count"]), Is.EqualTo(new[] { 2L, 2L }));
    }

    [Test]
    public void Data_frames_are_joined_united_and_made_distinct()
    {
        DataFrame left = Spark.Range(4).WithColumn("l", Col("id") * 10);
        DataFrame right = Spark.Range(2, 6, 1, 2).WithColumn("r", Col("id") * 100);
        Assert.That(left.Join(right, "id").OrderBy("id").Collect().Select(row => row.Values), Is.EqualTo(new[] { new object[] { 2L, 20L, 200L }, [3L, 30L, 300L] }));
        Assert.That(left.Join(right, left["id"] == right["id"], "left_anti").Count(), Is.EqualTo(2));
        Assert.That(left.Join(right, ["id"], "full").Count(), Is.EqualTo(6));
        Assert.That(left.CrossJoin(Broadcast(right)).Count(), Is.EqualTo(16));
        Assert.That(left.Select("id").Union(right.Select("id")).Distinct().Count(), Is.EqualTo(6));
        Assert.That(left.UnionByName(right, allowMissingColumns: true).Columns(), Is.EqualTo(new[] { "id", "l", "r" }));
        Assert.That(left.Select("id").Intersect(right.Select("id")).Count(), Is.EqualTo(2));
        Assert.That(left.Select("id").Except(right.Select("id")).Count(), Is.EqualTo(2));
        Assert.That(left.WithColumn("k", Lit(1)).DropDuplicates("k").Count(), Is.EqualTo(1));
        Assert.That(left.As("a").Join(right.As("b"), Col("a.id") == Col("b.id")).Select("a.l", "b.r").Count(), Is.EqualTo(2));
    }

    [Test]
    public void Columns_are_renamed_dropped_and_named_anew()
    {
        DataFrame rows = Spark.Range(1).WithColumn("a.b c", Lit("x"));
        Assert.That(rows["`a.b c`"].ToString(), Is.EqualTo("`a.b c`"));
        Assert.That(rows.WithColumnRenamed("a.b c", "d").Drop("id", "nope").Columns(), Is.EqualTo(new[] { "d" }));
        Assert.That(rows.ToDF("x", "y").SelectExpr("y AS z", "x + 1").Columns(), Is.EqualTo(new[] { "z", "(x + 1)" }));
        Assert.That(() => rows["nope"], Throws.InstanceOf<SparkException>());
    }

    [Test]
    public void Rows_are_spread_over_partitions_and_kept()
    {
        DataFrame rows = Spark.Range(100).Repartition(5).Cache();
        Assert.That(rows.Select(SparkPartitionId().As("p")).Distinct().Count(), Is.EqualTo(5));
        Assert.That(rows.Coalesce(2).Select(SparkPartitionId().As("p")).Distinct().Count(), Is.EqualTo(2));
        Assert.That(rows.Repartition(3, Col("id")).Limit(7).Count(), Is.EqualTo(7));
        Assert.That(rows.ExplainString(), Does.Contain("InMemoryTableScan"));
        Assert.That(rows.Unpersist(blocking: true).Select("id").ExplainString("formatted"), Does.Not.Contain("InMemoryTableScan"));
        Assert.That(rows.IsEmpty(), Is.False);
        Assert.That(rows.Sample(0.5, seed: 1).Count(), Is.InRange(20, 80));
    }

    [Test]
    public void A_view_is_seen_by_statements_and_the_catalog()
    {
        Spark.Range(3).CreateOrReplaceTempView("three");
        Assert.That(Spark.Sql("SELECT sum(id) FROM three").First()![0], Is.EqualTo(3L));
        Assert.That(Spark.Table("three").Count(), Is.EqualTo(3));
        Assert.That(Spark.Catalog.TableExists("three"), Is.True);
        Assert.That(Spark.Catalog.ListTables().Collect().Select(row => row["name"]), Does.Contain("three"));
        Assert.That(Spark.Catalog.ListColumns("three").Collect().Select(row => row["name"]), Is.EqualTo(new[] { "id" }));
        Assert.That((Spark.Catalog.CurrentDatabase(), Spark.Catalog.DatabaseExists("default")), Is.EqualTo(("default", true)));
        Assert.That(Spark.Catalog.DropTempView("three"), Is.True);
        Assert.That(Spark.Catalog.TableExists("three"), Is.False);
    }

    [TestCase("csv")]
    [TestCase("json")]
    [TestCase("orc")]
    [TestCase("parquet")]
    public void Each_format_is_written_in_partitions_and_read_with_a_schema(string format)
    {
        string path = PathOf("by-" + format);
        Spark.Range(10).Select(Col("id"), Col("id").Cast("string").As("text"), (Col("id") % 2).As("part"))
            .Write().Mode(SaveMode.Overwrite).PartitionBy("part").Format(format).Option("header", true).Save(path);
        DataFrameReader reader = Spark.Read().Schema(StructType.FromDdl("id long, text string, part long")).Option("header", true);
        DataFrame back = format switch { "csv" => reader.Csv(path), "json" => reader.Json(path), "orc" => reader.Orc(path), _ => reader.Format(format).Load(path) };
        Assert.That(back.Where("part = 1").OrderBy("id").Select("text").Collect().Select(row => row[0]), Is.EqualTo(new[] { "1", "3", "5", "7", "9" }));
    }

    [Test]
    public void Rows_are_shown_as_a_table()
    {
        Assert.That(Spark.Range(2).ShowString(), Is.EqualTo("+---+\n| id|\n+---+\n|  0|\n|  1|\n+---+\n"));
        Assert.That(Spark.Range(2).ShowString(1, vertical: true), Does.Contain("-RECORD 0-"));
    }

    [Test]
    public void A_rank_is_taken_within_a_window()
    {
        WindowSpec latest = Window.PartitionBy("k").OrderBy(Col("id").Desc());
        DataFrame ranked = Spark.Range(6).WithColumn("k", Col("id") % 2).WithColumn("n", RowNumber().Over(latest)).Where(Col("n") == 1);
        Assert.That(ranked.OrderBy("k").Collect().Select(row => row["id"]), Is.EqualTo(new[] { 4L, 5L }));
        DataFrame running = Spark.Range(3).WithColumn("sum", Sum("id").Over(Window.OrderBy(Col("id")).RowsBetween(Window.UnboundedPreceding, Window.CurrentRow)));
        Assert.That(running.OrderBy("id").Collect().Select(row => row["sum"]), Is.EqualTo(new[] { 0L, 1L, 3L }));
    }

    [Test]
    public void A_schema_means_the_same_to_Spark_and_to_us()
    {
        var schema = StructType.FromDdl("id bigint not null, `a b` decimal(10,2) comment 'it\\'s', l array<int>, m map<string,struct<x: date>>");
        DataFrame read = Spark.Read().Schema(schema).Json(EmptyFile());
        Assert.That(read.Schema().Fields.Select(field => (field.Name, field.DataType, field.Metadata)),
            Is.EqualTo(schema.Fields.Select(field => (field.Name, field.DataType, field.Metadata))));
        Assert.That(Spark.Read().Schema(schema.Ddl).Json(EmptyFile()).Schema(), Is.EqualTo(read.Schema()));
    }

    private string EmptyFile()
    {
        string path = PathOf("empty.json");
        File.WriteAllText(path, "");
        return path;
    }
}
