using LoanDefault.Core.Errors;
using LoanDefault.Core.Features;
using LoanDefault.Core.Numerics;
using LoanDefault.Core.Scoring;
using LoanDefault.Embedded.Scoring;
using LoanDefault.Embedded.Training;
using LoanDefault.Tables.Runs;

namespace LoanDefault.Tests.Embedded.Scoring;

public class EmbeddedScoringRunTests
{
    private ScoringTest _test = null!;

    [SetUp]
    public void SetUp() => _test = new ScoringTest();

    [TearDown]
    public void TearDown() => _test.Dispose();

    [Test]
    public void Every_row_is_scored_or_quarantined_and_published_with_its_source()
    {
        _test.WriteParquet("a.parquet", ScoringTest.SmallRows(30_000));
        _test.WriteParquet("b.parquet", """
            SELECT * FROM (VALUES
              ('b0', -1.0, 1, 'a', DATE '2026-01-01'), ('b1', 5.0, 1, 'zz', NULL), ('b2', 5.0, 1, 'a', DATE '2026-02-01'),
              ('a7', 5.0, 1, 'a', NULL), (NULL, 5.0, NULL, 'a', NULL)) t(id, income, n, grade, day)
            """);

        RunSummary summary = _test.Run();

        Assert.That(summary.Outcome, Is.EqualTo("published"));
        Assert.That((summary.Rows!.Read, summary.Rows.Scored, summary.Rows.Quarantined), Is.EqualTo((30_005L, 29_999L, 6L)));
        Assert.That(summary.Time!.FeatureRows, Is.EqualTo(30_005));
        Assert.That(summary.Time.ModelRows, Is.EqualTo(30_005));
        Assert.That(_test.Read($"SELECT count(*)::VARCHAR || ' ' || sum(points) || ' ' || count(DISTINCT application_id) FROM {_test.Table("scored")}"),
            Is.EqualTo(new[] { $"29999 {summary.Rows.PointsSum} 29999" }));
        Assert.That(_test.Read($"SELECT concat_ws(' ', coalesce(application_id, '-'), rule_id, column_name, source_file, source_row, array_to_string(rules, '+')) FROM {_test.Table("quarantine")}"),
            Is.EqualTo(new[]
            {
                "a7 duplicate_id id a.parquet 7 duplicate_id:id",
                "b0 below_minimum income b.parquet 0 below_minimum:income",
                "b1 unknown_category grade b.parquet 1 unknown_category:grade",
                "b2 date_in_future day b.parquet 2 date_in_future:day",
                "a7 duplicate_id id b.parquet 3 duplicate_id:id",
                "- id_missing id b.parquet 4 id_missing:id+missing:count",
            }));
        Assert.That(_test.Read($"SELECT DISTINCT source_file || ' ' || (scored_at IS NOT NULL) || ' ' || run_id FROM {_test.Table("scored")}"),
            Is.EqualTo(new[] { $"a.parquet true {summary.RunId}" }));
    }

    [Test]
    public void Repeated_ids_beyond_the_gate_end_the_run_before_a_row_is_scored()
    {
        _test.WriteParquet("a.parquet", ScoringTest.SmallRows(1_000));
        _test.WriteParquet("b.parquet", ScoringTest.SmallRows(1_000));
        var run = new EmbeddedScoringRun(_test.Request with { MaximumQuarantinedShare = 0.01 }, TimeProvider.System, Serilog.Core.Logger.None);

        Assert.That(
            () => run.Run(LoanDefault.Core.Pipeline.NoProgress.Instance, CancellationToken.None),
            Throws.InstanceOf<LoanDefault.Core.Errors.GateRefusedException>().With.Message.Contains("of 2,000 rows have an application id that occurs more than once"));
        Assert.That((run.Summary.RowsRead, run.Summary.Rows), Is.EqualTo((2_000L, (RowFigures?)null)));
        Assert.That(run.Summary.PeakMemoryBytes, Is.Positive);
        Assert.That(_test.OutputFiles(), Is.Empty);
    }

    [Test]
    public void A_published_probability_has_the_bits_that_features_and_model_give()
    {
        _test.WriteParquet("a.parquet", ScoringTest.SmallRows(3_000));
        _test.Run();

        ApplicationTable table = ApplicationTableReader.Read(_test.Input, _test.Model.Contract, withTarget: false);
        using ModelScorer scorer = _test.Model.CreateScorer();
        using IScorerSession session = scorer.CreateSession();
        using var matrix = new FeatureMatrix(table.FeatureSet.Features.Count);
        matrix.Reset(100);
        for (int row = 0; row < 100; row++)
        {
            for (int feature = 0; feature < matrix.FeatureCount; feature++)
                matrix.Column(feature)[row] = table.FeaturesOf(1500 + row)[feature];
        }

        var expected = new double[100];
        session.Score(matrix, expected);
        DeterministicMath.Logistic(expected, expected);
        List<double> published = _test.Connection.Read(
            $"SELECT probability_of_default FROM {_test.Table("scored")} WHERE substr(application_id, 2)::INTEGER BETWEEN 1500 AND 1599 ORDER BY substr(application_id, 2)::INTEGER",
            r => r.GetDouble(0));
        Assert.That(published, Is.EqualTo(expected));
    }

    [Test]
    public void The_same_run_again_is_already_done_and_another_one_conflicts_unless_it_supersedes()
    {
        _test.WriteParquet("a.parquet", ScoringTest.SmallRows(1_000));
        RunSummary first = _test.Run();
        string[] files = _test.OutputFiles();

        RunSummary again = _test.Run();
        Assert.That((again.Outcome, again.RunKey, again.Rows), Is.EqualTo(("already_done", first.RunKey, (RowFigures?)null)));
        Assert.That(_test.OutputFiles(), Is.EqualTo(files));

        _test.WriteParquet("b.parquet", ScoringTest.SmallRows(10, "b"));
        Assert.That(() => _test.Run(), Throws.InstanceOf<PublishConflictException>().With.Message.Contains("inputs"));
        Assert.That(_test.OutputFiles(), Is.EqualTo(files));

        RunSummary superseding = _test.Run(_test.Request with { Supersede = true });
        Assert.That((superseding.Outcome, superseding.Rows!.Scored), Is.EqualTo(("published", 1_010L)));
    }

    [Test]
    public void A_gate_refuses_too_many_quarantined_rows_and_leaves_nothing()
    {
        _test.WriteParquet("a.parquet", ScoringTest.SmallRows(98) + " UNION ALL SELECT 'x', -5, 1, 'a', NULL UNION ALL SELECT 'y', -5, 1, 'a', NULL");
        var run = new EmbeddedScoringRun(_test.Request with { MaximumQuarantinedShare = 0.01 }, TimeProvider.System, Serilog.Core.Logger.None);

        Assert.That(
            () => run.Run(LoanDefault.Core.Pipeline.NoProgress.Instance, CancellationToken.None),
            Throws.InstanceOf<GateRefusedException>().With.Message.Contains("2 of 100 rows").And.Message.Contains("below_minimum:income 2"));
        Assert.That(_test.OutputFiles(), Is.Empty);
        Assert.That(run.Summary.Outcome, Is.EqualTo("unfinished"));
        Assert.That(run.Summary.Rows!.Quarantined, Is.EqualTo(2), "the figures are there although the run was refused");
    }

    [Test]
    public void A_run_that_a_gate_will_refuse_still_counts_every_row()
    {
        _test.WriteParquet("a.parquet", "SELECT id, -income AS income, n, grade, day FROM (" + ScoringTest.SmallRows(50_000) + ")");
        var run = new EmbeddedScoringRun(_test.Request with { MaximumQuarantinedShare = 0.1 }, TimeProvider.System, Serilog.Core.Logger.None);

        Assert.That(
            () => run.Run(LoanDefault.Core.Pipeline.NoProgress.Instance, CancellationToken.None),
            Throws.InstanceOf<GateRefusedException>().With.Message.Contains("50,000 of 50,000 rows"));
        Assert.That(run.Summary.Rows!.QuarantinedByRule, Is.EqualTo(new Dictionary<string, long> { ["below_minimum"] = 50_000 }));
    }

    [Test]
    public void A_gate_refuses_too_few_rows()
    {
        _test.WriteParquet("a.parquet", ScoringTest.SmallRows(99));

        Assert.That(
            () => _test.Run(_test.Request with { MinimumRows = 100 }),
            Throws.InstanceOf<GateRefusedException>().With.Message.Contains("99 rows are fewer than the 100"));
        Assert.That(_test.OutputFiles(), Is.Empty);
    }

    [Test]
    public void All_rows_may_be_quarantined_where_the_gate_allows_it()
    {
        _test.WriteParquet("a.parquet", "SELECT id, -income AS income, n, grade, day FROM (" + ScoringTest.SmallRows(50_000) + ")");

        RunSummary summary = _test.Run();

        Assert.That((summary.Rows!.Scored, summary.Rows.Quarantined, summary.Rows.MeanProbabilityOfDefault), Is.EqualTo((0L, 50_000L, (double?)null)));
        Assert.That(_test.Read($"SELECT count(DISTINCT source_row)::VARCHAR FROM {_test.Table("quarantine")}"), Is.EqualTo(new[] { "50000" }));
    }

    [Test]
    public void Every_row_of_an_id_that_occurs_more_than_once_is_quarantined_across_files_and_threads()
    {
        for (int file = 0; file < 5; file++)
            _test.WriteParquet($"{file}.parquet", ScoringTest.SmallRows(10_000, $"f{file}-") + $" UNION ALL SELECT 'twin-' || (i % 50), 1, 1, 'a', NULL FROM range({file * 20}) t(i)", ", ROW_GROUP_SIZE 2048");

        RunSummary summary = _test.Run();

        Assert.That(summary.Rows!.QuarantinedByRule, Is.EqualTo(new Dictionary<string, long> { ["duplicate_id"] = 200 }));
        Assert.That(_test.Read($"SELECT DISTINCT split_part(application_id, '-', 1) FROM {_test.Table("quarantine")}"), Is.EqualTo(new[] { "twin" }));
    }

    [TestCase(1)]
    [TestCase(300)]
    public void Ids_that_only_share_a_hash_are_not_duplicates(int hashes)
    {
        _test.WriteParquet("a.parquet", ScoringTest.SmallRows(2_000) + " UNION ALL SELECT 'a5', 1, 1, 'a', NULL UNION ALL SELECT 'a5', 1, 1, 'a', NULL");

        RunSummary summary = _test.Run(_test.Request with { CoarseIdHash = hash => (ulong)(hash % (UInt128)hashes) + 1 });

        Assert.That((summary.Rows!.Read, summary.Rows.Scored), Is.EqualTo((2_002L, 1_999L)));
        Assert.That(_test.Read($"SELECT application_id FROM {_test.Table("quarantine")}"), Is.EqualTo(new[] { "a5", "a5", "a5" }));
    }

    [TestCase("finding duplicate ids")]
    [TestCase("scoring")]
    [TestCase("checking what was written")]
    public void A_cancelled_run_publishes_nothing_and_leaves_nothing(string phase)
    {
        _test.WriteParquet("a.parquet", ScoringTest.SmallRows(200_000));
        using var source = new CancellationTokenSource();

        Assert.That(
            () => _test.Run(progress: new PhaseHook(phase, source.Cancel) { WaitsForRows = true }, cancellation: source.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_test.OutputFiles(), Is.Empty);
    }

    [Test]
    public void An_input_that_changes_while_it_is_scored_is_not_published()
    {
        _test.WriteParquet("a.parquet", ScoringTest.SmallRows(1_000));
        _test.WriteParquet("../other.parquet", ScoringTest.SmallRows(1_001));
        string other = Path.Combine(Path.GetDirectoryName(_test.Input)!, "other.parquet");

        Assert.That(
            () => _test.Run(progress: new PhaseHook("writing quarantined rows", () => File.Copy(other, Path.Combine(_test.Input, "a.parquet"), overwrite: true))),
            Throws.InstanceOf<BadInputException>().With.Message.Contains("a.parquet: was changed while it was being scored"));
        Assert.That(_test.OutputFiles(), Is.Empty);
    }

    [Test]
    public void Unknown_columns_are_named_and_excluded_ones_are_not()
    {
        _test.WriteParquet("a.parquet", $"SELECT *, 1 AS zebra, 2 AS apple, 'good' AS outcome FROM ({ScoringTest.SmallRows(10)})");

        Assert.That(_test.Run().UnknownColumns, Is.EqualTo(new[] { "apple", "zebra" }));
    }
}
