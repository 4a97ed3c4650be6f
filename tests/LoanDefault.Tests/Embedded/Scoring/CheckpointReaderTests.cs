using System.Text.Json;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Scoring;
using LoanDefault.Tables.Stores;

namespace LoanDefault.Tests.Embedded.Scoring;

public class CheckpointReaderTests
{
    [Test]
    public void Every_row_is_a_json_object_with_structs_and_maps_as_objects()
    {
        using var test = new TestDatabase();
        Directory.CreateDirectory(test.PathOf("t/_delta_log"));
        test.Connection.Execute($$"""
            COPY (
              SELECT {'path': 'a b.parquet', 'partitionValues': MAP {'business_date': '2026-01-31'}, 'size': 5::BIGINT, 'dataChange': true} AS "add", NULL::STRUCT("appId" VARCHAR, version BIGINT) AS txn
              UNION ALL SELECT NULL, {'appId': 'it''s', 'version': 0}
            ) TO {{Sql.Literal(test.PathOf("t/_delta_log/1.checkpoint.parquet"))}} (FORMAT parquet)
            """);

        JsonElement[] rows =
            [.. new CheckpointReader(new LocalFileStore(test.PathOf("."))).ReadRows("t/_delta_log/1.checkpoint.parquet").Select(r => JsonDocument.Parse(r).RootElement)];

        Assert.That(rows, Has.Length.EqualTo(2));
        JsonElement add = rows.Single(r => r.GetProperty("add").ValueKind == JsonValueKind.Object).GetProperty("add");
        Assert.That(add.GetProperty("partitionValues").GetProperty("business_date").GetString(), Is.EqualTo("2026-01-31"));
        Assert.That((add.GetProperty("path").GetString(), add.GetProperty("size").GetInt64(), add.GetProperty("dataChange").GetBoolean()), Is.EqualTo(("a b.parquet", 5L, true)));
        Assert.That(rows.Single(r => r.GetProperty("txn").ValueKind == JsonValueKind.Object).GetProperty("txn").GetProperty("appId").GetString(), Is.EqualTo("it's"));
    }
}
