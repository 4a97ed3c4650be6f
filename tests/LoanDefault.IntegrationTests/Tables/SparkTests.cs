using System.Globalization;
using System.Text.Json.Nodes;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Tables.Support;

namespace LoanDefault.IntegrationTests.Tables;

/// <summary>The program and Spark with Delta Lake on the same tables.</summary>
[TestFixture]
internal sealed class SparkTests
{
    private const int SampleRows = 9857;
    private const int BadRows = 10;

    // Every thousandth income is below zero.
    private const string SomeBadRows = "REPLACE (CASE WHEN n % 1000 = 7 THEN -1.0 ELSE annual_inc END AS annual_inc)";

    private const string ScoredColumns =
        "application_id, probability_of_default, points, band, decision, missing_features, model_name, model_version, "
        + "model_hash, feature_set_hash, run_key, run_id, source_file, scored_at";

    private SparkSql _spark = null!;
    private TemporaryFolder _scratch = null!;
    private TemporaryFolder _folder = null!;

    private string Input => _folder.PathOf("in", "applications.parquet");

    private string Output => _folder.PathOf("out");

    private string Scored => $"delta.`{Output}/scored`";

    private string Quarantine => $"delta.`{Output}/quarantine`";

    [OneTimeSetUp]
    public void StartSpark()
    {
        _scratch = new TemporaryFolder();
        _spark = new SparkSql(_scratch.Root);
    }

    [OneTimeTearDown]
    public void StopSpark()
    {
        _spark?.Dispose();
        _scratch.Dispose();
    }

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        Loans.Write(Input, change: SomeBadRows);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Spark_reads_the_rows_sums_and_types_that_were_published()
    {
        JsonObject summary = Publish("2026-01-31");

        JsonObject scored = _spark.RunSingle(
            $"SELECT count(*) AS n, sum(probability_of_default) AS pd, sum(points) AS points, min(scored_at) = max(scored_at) AS once, "
            + $"sum(size(missing_features)) > 0 AS lists, string(min(business_date)) AS date FROM {Scored}");
        Assert.That((long)scored["n"]!, Is.EqualTo(SampleRows - BadRows).And.EqualTo((long)summary["rows_scored"]!));
        Assert.That((double)scored["pd"]!, Is.EqualTo((double)summary["probability_of_default_sum"]!).Within(1e-9).Percent);
        Assert.That((double)scored["points"]! / (double)scored["n"]!, Is.EqualTo((double)summary["points_mean"]!).Within(1e-9).Percent);
        Assert.That((bool)scored["once"]! && (bool)scored["lists"]!, Is.True);
        Assert.That((string?)scored["date"], Is.EqualTo("2026-01-31"));
        Assert.That(Count(Quarantine), Is.EqualTo(BadRows));
        // File skipping by our statistics must not hide rows.
        Assert.That(Count(Scored, "points >= (SELECT max(points) FROM " + Scored + ")"), Is.Positive);
        Assert.That(_spark.RunSingle($"DESCRIBE DETAIL {Scored}")["minWriterVersion"]!.GetValue<int>(), Is.EqualTo(2));
        Assert.That((string?)_spark.RunSingle($"DESCRIBE HISTORY {Scored}")["userMetadata"], Does.Contain("runKey"));
    }

    [Test]
    public void After_twelve_commits_of_Spark_and_a_cleaned_log_runs_are_still_known_and_published()
    {
        Publish("2026-01-31");
        for (int day = 1; day <= 12; day++)
            _spark.Run($"INSERT INTO {Scored} SELECT {ScoredColumns}, date'2026-03-{day:D2}' FROM {Scored} WHERE business_date = '2026-01-31' LIMIT 1");
        CleanLog("scored", "00000000000000000010.checkpoint.parquet");

        Assert.That((string?)Publish("2026-01-31")["outcome"], Is.EqualTo("already_done"));
        Assert.That((string?)Publish("2026-02-01")["outcome"], Is.EqualTo("published"));
        Loans.Write(Input, copies: 2, SomeBadRows);
        ProcessResult conflict = Score("2026-01-31");
        Assert.That(conflict.ExitCode, Is.EqualTo(5), conflict.Error);
        Assert.That(conflict.ErrorLines[^1], Does.Contain("differs in inputs;"));
        Publish("2026-01-31", "--supersede");

        Assert.That(Count(Scored, "business_date = '2026-01-31'"), Is.EqualTo(2 * (SampleRows - BadRows)));
        Assert.That(Count(Quarantine, "business_date = '2026-01-31'"), Is.EqualTo(2 * BadRows));
        Assert.That(Count(Scored, "business_date = '2026-02-01'"), Is.EqualTo(SampleRows - BadRows));
        Assert.That(Count(Quarantine, "business_date = '2026-02-01'"), Is.EqualTo(BadRows));
        Assert.That(Count(Scored, "business_date >= '2026-03-01'"), Is.EqualTo(12));
    }

    [Test]
    public void A_checkpoint_of_Spark_in_parts_is_read()
    {
        Publish("2026-01-31");
        _spark.Run("SET spark.databricks.delta.checkpoint.partSize = 1");
        _spark.Run($"ALTER TABLE {Scored} SET TBLPROPERTIES ('delta.checkpointInterval' = '2')");
        _spark.Run($"INSERT INTO {Scored} SELECT {ScoredColumns}, date'2026-03-01' FROM {Scored} LIMIT 1");
        _spark.Run("RESET spark.databricks.delta.checkpoint.partSize");
        CleanLog("scored", "00000000000000000002.checkpoint.0000000001.0000000002.parquet");

        Assert.That((string?)Publish("2026-01-31")["outcome"], Is.EqualTo("already_done"));
        Publish("2026-02-01");

        Assert.That(Count(Scored), Is.EqualTo((2 * (SampleRows - BadRows)) + 1));
    }

    [Test]
    public void A_night_that_Spark_rewrote_is_still_its_runs_and_can_be_superseded()
    {
        Publish("2026-01-31");
        _spark.Run($"DELETE FROM {Scored} WHERE application_id = 'A-0-0'");
        _spark.Run($"UPDATE {Quarantine} SET reason = 'rewritten'");

        Assert.That((string?)Publish("2026-01-31")["outcome"], Is.EqualTo("already_done"));
        Assert.That(Count(Scored), Is.EqualTo(SampleRows - BadRows - 1));

        Loans.Write(Input);
        Publish("2026-01-31", "--supersede");
        Assert.That(Count(Scored), Is.EqualTo(SampleRows));
        Assert.That(Count(Quarantine), Is.Zero);
    }

    [Test]
    public void A_table_of_Spark_with_fewer_columns_gets_the_missing_one()
    {
        _spark.Run(
            $"CREATE TABLE {Quarantine} (application_id STRING, rule_id STRING, rule_version INT, reason STRING, rules ARRAY<STRING>, "
            + "masked_values STRING, source_file STRING, source_row BIGINT, run_key STRING, run_id STRING, quarantined_at TIMESTAMP, "
            + "business_date DATE) USING delta PARTITIONED BY (business_date)");
        _spark.Run(
            $"INSERT INTO {Quarantine} VALUES ('old', 'rule', 1, 'reason', array('rule:a'), NULL, 'f', 0, 'k', 'r', timestamp'2026-01-30 00:00:00', date'2026-01-30')");

        Publish("2026-01-31");

        Assert.That(Count(Quarantine, "column_name IS NULL AND application_id = 'old'"), Is.EqualTo(1));
        Assert.That(Count(Quarantine, "column_name = 'annual_income'"), Is.EqualTo(BadRows));
    }

    [TestCase("'delta.enableDeletionVectors' = 'true'", "reader 3 and writer 7 (deletionVectors")]
    [TestCase("'delta.columnMapping.mode' = 'name', 'delta.minReaderVersion' = '2', 'delta.minWriterVersion' = '5'", "reader 2 and writer 5")]
    [TestCase("'delta.enableChangeDataFeed' = 'true'", "reader 1 and writer 7 (changeDataFeed")]
    public void A_table_that_needs_more_than_we_know_is_refused(string properties, string why)
    {
        _spark.Run($"CREATE TABLE {Scored} (application_id STRING, business_date DATE) USING delta PARTITIONED BY (business_date) TBLPROPERTIES ({properties})");

        ProcessResult result = Score("2026-01-31");

        Assert.That(result.ExitCode, Is.EqualTo(3), result.Error);
        Assert.That(result.ErrorLines[^1], Does.Contain("refusing to write to table scored").And.Contain(why));
    }

    [Test]
    public void Nothing_is_superseded_where_Spark_set_a_table_to_append_only()
    {
        Publish("2026-01-31");
        _spark.Run($"ALTER TABLE {Scored} SET TBLPROPERTIES ('delta.appendOnly' = 'true')");
        Loans.Write(Input);

        ProcessResult result = Score("2026-01-31", "--supersede");

        Assert.That(result.ExitCode, Is.EqualTo(3), result.Error);
        Assert.That(result.ErrorLines[^1], Does.Contain("delta.appendOnly"));
        Publish("2026-02-01");
        Assert.That(Count(Scored), Is.EqualTo((2 * SampleRows) - BadRows));
    }

    private JsonObject Publish(string date, params string[] more)
    {
        ProcessResult result = Score(date, more);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return JsonNode.Parse(result.Out)!.AsObject();
    }

    private ProcessResult Score(string date, params string[] more) => LoanDefaultProgram.Run(
    [
        "score", "--input", _folder.PathOf("in"), "--model", Loans.Model, "--output", Output, "--business-date", date, "--json", .. more,
    ]);

    private long Count(string table, string where = "true") =>
        (long)_spark.RunSingle($"SELECT count(*) AS n FROM {table} WHERE {where}")["n"]!;

    /// <summary>What Delta does with commits older than thirty days: only the checkpoint knows them then.</summary>
    private void CleanLog(string table, string checkpoint)
    {
        string log = Path.Combine(Output, table, "_delta_log");
        Assert.That(Directory.GetFiles(log, "*.checkpoint.*").Select(Path.GetFileName), Does.Contain(checkpoint));
        int last = int.Parse(checkpoint.Split('.')[0], CultureInfo.InvariantCulture);
        for (int version = 0; version <= last; version++)
        {
            foreach (string file in new[] { $"{version:D20}.json", $".{version:D20}.json.crc", $"{version:D20}.crc", $".{version:D20}.crc.crc" })
                File.Delete(Path.Combine(log, file));
        }
    }
}
