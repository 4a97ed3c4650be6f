using LoanDefault.Core.Applications;
using LoanDefault.Tables.Runs;

namespace LoanDefault.Tests.Embedded.Scoring;

/// <summary>What the pipeline found out, as it stands in the published rows.</summary>
public class ScoredVectorsTests
{
    [Test]
    public void Missing_features_are_named_row_by_row_in_the_models_order()
    {
        ApplicationContract contract = TestContracts.Parse("""
            { "name": "m", "id": "id", "columns": [
              { "name": "id", "type": "id" }, { "name": "a", "type": "number" }, { "name": "b", "type": "number" }, { "name": "c", "type": "number", "minimum": 0 } ] }
            """);
        using var test = new ScoringTest(contract);
        test.WriteParquet("a.parquet", "SELECT i::VARCHAR AS id, CASE WHEN i % 2 = 0 THEN 1.0 END AS a, CASE WHEN i % 3 = 0 THEN 1.0 END AS b, CASE WHEN i % 5 = 0 THEN -1.0 ELSE 1.0 END AS c FROM range(10000) t(i)");

        RunSummary summary = test.Run();

        Assert.That(
            test.Read($"SELECT (id % 2 = 0) || ' ' || (id % 3 = 0) || ' ' || array_to_string(m, '+') AS k FROM (SELECT application_id::INTEGER AS id, missing_features AS m FROM {test.Table("scored")}) GROUP BY k ORDER BY k"),
            Is.EqualTo(new[] { "false false a+b", "false true a", "true false b", "true true " }));
        Assert.That(summary.Rows!.MissingByFeature, Is.EqualTo(new Dictionary<string, long> { ["a"] = 4000, ["b"] = 5333 }));
    }

    [Test]
    public void More_than_255_features_keep_their_names()
    {
        string columns = string.Join(", ", Enumerable.Range(0, 300).Select(i => $$"""{ "name": "f{{i}}", "type": "number" }"""));
        using var test = new ScoringTest(TestContracts.Parse($$"""{ "name": "wide", "id": "id", "columns": [ { "name": "id", "type": "id" }, {{columns}} ] }"""));
        test.WriteParquet("a.parquet", "SELECT i::VARCHAR AS id, " + string.Join(", ", Enumerable.Range(0, 300).Select(i => i is 0 or 254 or 255 or 299 ? $"NULL::DOUBLE AS f{i}" : $"{i}.0 AS f{i}")) + " FROM range(3) t(i)");

        test.Run();

        Assert.That(test.Read($"SELECT DISTINCT array_to_string(missing_features, ' ') FROM {test.Table("scored")}"), Is.EqualTo(new[] { "f0 f254 f255 f299" }));
    }

    [Test]
    public void Bands_and_decisions_are_those_of_the_points()
    {
        using var test = new ScoringTest();
        test.WriteParquet("a.parquet", ScoringTest.SmallRows(5_000));

        test.Run();

        Assert.That(
            test.Read($"""
                SELECT count(*)::VARCHAR FROM {test.Table("scored")} WHERE
                  band <> CASE WHEN points >= 600 THEN 'A' WHEN points >= 580 THEN 'B' WHEN points >= 560 THEN 'C' WHEN points >= 540 THEN 'D' ELSE 'E' END
                  OR decision <> CASE WHEN points >= 580 THEN 'approve' WHEN points < 540 THEN 'decline' ELSE 'refer' END
                """),
            Is.EqualTo(new[] { "0" }));
    }
}
