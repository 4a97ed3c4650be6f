using LoanDefault.Core.Applications;
using LoanDefault.Core.Decisions;
using LoanDefault.Core.Features;
using LoanDefault.Core.Pipeline;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Pipeline;

public sealed class RunTotalsTests
{
    private static readonly FeatureSet Features = new(Contracts.Of(
        Contracts.Number("log_odds", minimum: -50, required: true), Contracts.Category("purpose", "car", "home")));

    [Test]
    public void Rows_are_counted_by_outcome_rule_band_decision_and_missing_feature()
    {
        RunTotals totals = Totals([[-5, "car"], [-3.5, null], [-2, "home"], [0, null], [-99, "car"], [null, "boat"]]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(totals.RowsRead, Is.EqualTo(6));
            Assert.That(totals.RowsScored, Is.EqualTo(4));
            Assert.That(totals.RowsQuarantined, Is.EqualTo(2));
            Assert.That(totals.QuarantinedByRule, Is.EqualTo(new Dictionary<string, long> { ["below_minimum"] = 1, ["missing"] = 1 }));
            Assert.That(totals.ViolationsByReason, Is.EqualTo(new Dictionary<string, long>
            {
                ["below_minimum:log_odds"] = 1,
                ["missing:log_odds"] = 1,
                ["unknown_category:purpose"] = 1,
            }));
            Assert.That(totals.RowsByBand.Select(b => (b.Key, b.Value)), Is.EqualTo([("A", 1L), ("B", 1), ("C", 0), ("D", 1), ("E", 1)]));
            Assert.That(totals.RowsByDecision[Decision.Approve], Is.EqualTo(2));
            Assert.That(totals.RowsByDecision[Decision.Refer], Is.EqualTo(1));
            Assert.That(totals.RowsByDecision[Decision.Decline], Is.EqualTo(1));
            Assert.That(totals.MissingByFeature, Is.EqualTo(new Dictionary<string, long> { ["log_odds"] = 0, ["purpose"] = 2 }));
        }
    }

    [Test]
    public void Sums_are_over_scored_rows_only()
    {
        RunTotals totals = Totals([[0, "car"], [-99, "car"], [0, "home"]]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(totals.ProbabilitySumScaled, Is.EqualTo((UInt128)1 << RunTotals.ProbabilityScaleBits));
            Assert.That(totals.ProbabilitySum, Is.EqualTo(1));
            Assert.That(totals.MeanProbabilityOfDefault, Is.EqualTo(0.5));
            Assert.That(totals.PointsSum, Is.EqualTo(2 * 487));
            Assert.That(totals.MeanPoints, Is.EqualTo(487));
        }
    }

    [Test]
    public void Without_rows_the_means_are_not_numbers()
    {
        RunTotals totals = Totals([]);
        Assert.That(totals.MeanProbabilityOfDefault, Is.NaN);
        Assert.That(totals.MeanPoints, Is.NaN);
    }

    [Test]
    public void The_sums_are_the_same_to_the_bit_in_any_order_and_any_number_of_parts()
    {
        var random = new Random(7);
        object?[][] rows = [.. Enumerable.Range(0, 2000).Select(_ => new object?[] { random.NextDouble() * 60 - 52, "car" })];
        RunTotals whole = Totals(rows);
        for (int part = 0; part < 20; part++)
        {
            random.Shuffle(rows);
            int split = random.Next(rows.Length);
            RunTotals both = Totals(rows[..split]);
            both.Add(Totals(rows[split..]));
            Assert.That(both.ProbabilitySumScaled, Is.EqualTo(whole.ProbabilitySumScaled));
            Assert.That(both.PointsSum, Is.EqualTo(whole.PointsSum));
            Assert.That(both.RowsByBand, Is.EqualTo(whole.RowsByBand));
            Assert.That(both.RowsByDecision, Is.EqualTo(whole.RowsByDecision));
            Assert.That(both.QuarantinedByRule, Is.EqualTo(whole.QuarantinedByRule));
            Assert.That(both.ViolationsByReason, Is.EqualTo(whole.ViolationsByReason));
        }
    }

    [Test]
    public void A_score_that_is_not_a_probability_is_counted()
    {
        var features = new FeatureSet(Contracts.Of(Contracts.Number("log_odds")));
        RunTotals totals = Totals(features, [[null], [0]]);
        Assert.That(totals.InvalidProbabilities, Is.EqualTo(1));
        Assert.That(totals.ProbabilitySum, Is.EqualTo(0.5));
    }

    private static RunTotals Totals(object?[][] rows) => Totals(Features, rows);

    private static RunTotals Totals(FeatureSet features, object?[][] rows)
    {
        using ApplicationBatch batch = Batches.Of(features.Contract, rows);
        using var pipeline = new BatchScoringPipeline(
            features, new LinearScorer(features.Features.Count), Policies.Standard, new DateOnly(2026, 1, 1));
        var result = new ScoredBatch();
        pipeline.Run(batch, result);
        var totals = new RunTotals(features, Policies.Standard);
        totals.Add(result);
        return totals;
    }
}
