using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Errors;

namespace LoanDefault.Tests.Tables.Delta;

[Parallelizable]
internal sealed class TableGuardTests
{
    private const string PlainField = """{"name":"a","type":"long","nullable":true,"metadata":{"comment":"x"}}""";

    private static readonly Protocol Known = new() { MinReaderVersion = 1, MinWriterVersion = 2 };

    [Test]
    public void Our_own_kind_of_table_and_a_missing_one_may_be_written()
    {
        Assert.That(() => TableGuard.EnsureWritable("t", new DeltaSnapshot()), Throws.Nothing);
        Assert.That(() => TableGuard.EnsureWritable("t", Table(Known, MetaData())), Throws.Nothing);
        Assert.That(() => TableGuard.EnsureRemovable("t", Table(Known, MetaData())), Throws.Nothing);
    }

    [TestCase(2, 5)]
    [TestCase(1, 3)]
    [TestCase(3, 7)]
    public void A_newer_protocol_is_refused_by_its_numbers(int reader, int writer) =>
        AssertRefused(
            Table(Known with { MinReaderVersion = reader, MinWriterVersion = writer }, MetaData()),
            $"reader {reader} and writer {writer}");

    [Test]
    public void A_newer_protocol_is_refused_by_its_features() =>
        AssertRefused(
            Table(new Protocol { MinReaderVersion = 3, MinWriterVersion = 7, ReaderFeatures = ["v2Checkpoint"], WriterFeatures = ["v2Checkpoint", "rowTracking"] }, MetaData()),
            "(v2Checkpoint, rowTracking)");

    [Test]
    public void A_log_without_protocol_is_refused() => AssertRefused(Table(null, MetaData()), "no protocol");

    [TestCase("delta.invariants", "column b has an invariant")]
    [TestCase("delta.generationExpression", "column b is generated")]
    [TestCase("delta.identity.start", "column b is an identity column")]
    public void Columns_with_rules_that_we_would_break_are_refused(string key, string why) =>
        AssertRefused(
            Table(Known, MetaData($$"""{{PlainField}},{"name":"b","type":"long","nullable":true,"metadata":{"{{key}}":"x"} }""")), why);

    [TestCase("delta.columnMapping.mode", "name", "maps columns by name")]
    [TestCase("delta.constraints.positive", "a > 0", "check constraint (delta.constraints.positive)")]
    public void Settings_that_we_would_break_are_refused(string key, string value, string why) =>
        AssertRefused(Table(Known, MetaData() with { Configuration = new Dictionary<string, string?> { [key] = value } }), why);

    [Test]
    public void Other_partitions_are_refused() =>
        AssertRefused(Table(Known, MetaData() with { PartitionColumns = ["country", "business_date"] }), "[country, business_date]");

    [Test]
    public void Files_that_are_not_Parquet_are_refused() =>
        AssertRefused(Table(Known, MetaData() with { Format = new DataFormat { Provider = "orc" } }), "orc");

    [Test]
    public void Files_of_which_only_some_rows_count_are_refused()
    {
        var snapshot = Table(Known, MetaData());
        snapshot.Apply(1, [CommitFile.ReadEntry("""{"add":{"path":"f","deletionVector":{"storageType":"u"}}}""", "f", 1)]);

        AssertRefused(snapshot, "f has a deletion vector");
    }

    [Test]
    public void Nothing_is_removed_from_an_append_only_table()
    {
        var snapshot = Table(Known, MetaData() with { Configuration = new Dictionary<string, string?> { ["delta.appendOnly"] = "true" } });

        Assert.That(() => TableGuard.EnsureWritable("t", snapshot), Throws.Nothing);
        Assert.That(
            () => TableGuard.EnsureRemovable("t", snapshot),
            Throws.TypeOf<UnsupportedTableException>().With.Message.Contains("delta.appendOnly"));
    }

    private static MetaData MetaData(string fields = PlainField) => new()
    {
        Format = new DataFormat { Provider = "parquet" },
        SchemaString = $$"""{"type":"struct","fields":[{{fields}}]}""",
        PartitionColumns = ["business_date"],
    };

    private static DeltaSnapshot Table(Protocol? protocol, MetaData metaData)
    {
        var snapshot = new DeltaSnapshot();
        snapshot.Apply(0, [new LogEntry { Protocol = protocol }, new LogEntry { MetaData = metaData }]);
        return snapshot;
    }

    private static void AssertRefused(DeltaSnapshot snapshot, string why) =>
        Assert.That(
            () => TableGuard.EnsureWritable("scored", snapshot),
            Throws.TypeOf<UnsupportedTableException>().With.Message.Contains(why).And.Message.Contains("table scored"));
}
