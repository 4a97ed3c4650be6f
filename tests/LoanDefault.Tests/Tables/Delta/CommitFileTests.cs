using System.Text;
using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Errors;

namespace LoanDefault.Tests.Tables.Delta;

[Parallelizable]
internal sealed class CommitFileTests
{
    [Test]
    public void Each_action_is_one_line_in_the_words_of_the_Delta_protocol()
    {
        var text = Encoding.UTF8.GetString(CommitFile.Write(
        [
            new LogEntry { CommitInfo = new CommitInfo { Timestamp = 5, Operation = "WRITE", UserMetadata = """{"a":1}""" } },
            new LogEntry { Protocol = new Protocol { MinReaderVersion = 1, MinWriterVersion = 2 } },
            new LogEntry
            {
                MetaData = new MetaData
                {
                    Id = "id", Format = new DataFormat { Provider = "parquet" }, SchemaString = "{}",
                    PartitionColumns = ["business_date"], CreatedTime = 7,
                },
            },
            new LogEntry { Txn = new Transaction { AppId = "key", Version = 0, LastUpdated = 5 } },
            new LogEntry
            {
                Add = new AddFile
                {
                    Path = "business_date=2026-01-31/a.parquet", Size = 9, ModificationTime = 5, DataChange = true,
                    PartitionValues = new Dictionary<string, string?> { ["business_date"] = "2026-01-31" },
                    Stats = """{"numRecords":2}""",
                },
            },
            new LogEntry { Remove = new RemoveFile { Path = "b.parquet", DeletionTimestamp = 5, DataChange = true, Size = 3 } },
        ]));

        Assert.That(text, Is.EqualTo("""
            {"commitInfo":{"timestamp":5,"operation":"WRITE","userMetadata":"{\"a\":1}"}}
            {"protocol":{"minReaderVersion":1,"minWriterVersion":2}}
            {"metaData":{"id":"id","format":{"provider":"parquet","options":{}},"schemaString":"{}","partitionColumns":["business_date"],"configuration":{},"createdTime":7}}
            {"txn":{"appId":"key","version":0,"lastUpdated":5}}
            {"add":{"path":"business_date=2026-01-31/a.parquet","partitionValues":{"business_date":"2026-01-31"},"size":9,"modificationTime":5,"dataChange":true,"stats":"{\"numRecords\":2}"}}
            {"remove":{"path":"b.parquet","deletionTimestamp":5,"dataChange":true,"size":3}}

            """));
    }

    [Test]
    public void Fields_and_actions_that_we_do_not_know_are_passed_over()
    {
        var entries = Read(
            """
            {"add":{"path":"a","partitionValues":{},"size":1,"modificationTime":2,"dataChange":true,"baseRowId":3}}
            {"domainMetadata":{"domain":"d","configuration":"","removed":false}}

            {"commitInfo":{"operationMetrics":{"numFiles":1,"ok":true,"none":null},"inCommitTimestamp":1,"engineInfo":"x"}}
            """);

        Assert.That(entries.Select(entry => entry.Add?.Path), Is.EqualTo(new[] { "a", null, null }));
        Assert.That(
            entries[2].CommitInfo?.OperationMetrics,
            Is.EqualTo(new Dictionary<string, string?> { ["numFiles"] = "1", ["ok"] = "true", ["none"] = null }));
    }

    [Test]
    public void A_row_of_a_checkpoint_may_hold_nulls_for_the_other_actions()
    {
        var entry = CommitFile.ReadEntry(
            """{"txn":null,"add":{"path":"a","partitionValues":{"business_date":"2026-01-31"},"size":1,"modificationTime":2,"dataChange":false,"tags":null,"stats":null,"deletionVector":null},"remove":null,"metaData":null,"protocol":null,"checkpointMetadata":null,"sidecar":null}""",
            "f",
            1);

        Assert.That(entry.Add?.PartitionValues["business_date"], Is.EqualTo("2026-01-31"));
        Assert.That(entry with { Add = null }, Is.EqualTo(new LogEntry()));
    }

    [TestCase("""{"add":{"path":1}}""")]
    [TestCase("""{"add":{"size":1}}""", Description = "a path is missing")]
    [TestCase("""{"add":{"path":"a","partitionValues":[]}}""")]
    [TestCase("""{"add":""")]
    [TestCase("null")]
    [TestCase("[]")]
    public void A_line_that_cannot_be_understood_is_named(string line) =>
        Assert.That(
            () => Read("{}\n" + line + "\n"),
            Throws.TypeOf<CorruptLogException>()
                .With.Message.Contains("t/_delta_log/7.json, line 2").And.Property("Row").EqualTo(1));

    private static List<LogEntry> Read(string text) => CommitFile.Read(Encoding.UTF8.GetBytes(text), "t/_delta_log/7.json");
}
