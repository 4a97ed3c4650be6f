using FsCheck.Fluent;
using LoanDefault.Core.Decisions;
using LoanDefault.Core.Numerics;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Decisions;

public sealed class DecisionTableTests
{
    private static readonly DecisionTable Table = new(Policies.Standard);

    [TestCase(50, 600)]
    [TestCase(100, 620)]
    [TestCase(25, 580)]
    [TestCase(1, 487)]
    public void The_base_odds_have_the_base_points_and_double_odds_20_more(double oddsOfGood, int points) =>
        Assert.That(Table.Points(-DeterministicMath.Log(oddsOfGood)), Is.EqualTo(points));

    [TestCase(double.PositiveInfinity, -1_000_000)]
    [TestCase(double.NegativeInfinity, 1_000_000)]
    [TestCase(double.MaxValue, -1_000_000)]
    [TestCase(double.NaN, 0)]
    public void Margins_beyond_every_scorecard_have_points_all_the_same(double margin, int points) =>
        Assert.That(Many(Table, margin).Points, Is.EqualTo(points));

    // A factor of 1 and an offset of 0 make the points minus the margin.
    [TestCase(-0.5, 0)]
    [TestCase(-1.5, 2)]
    [TestCase(-2.5, 2)]
    [TestCase(0.5, 0)]
    [TestCase(1.5, -2)]
    [TestCase(2.5, -2)]
    [TestCase(-2.5000000000000004, 3)]
    [TestCase(-2.4999999999999996, 2)]
    public void Half_a_point_is_rounded_to_even(double margin, int points)
    {
        var table = new DecisionTable(Policies.Standard with
        {
            PointsToDoubleOdds = DeterministicMath.Log(2),
            BasePoints = 0,
            BaseOdds = 1,
        });
        Assert.That(Many(table, margin).Points, Is.EqualTo(points));
    }

    [TestCase(601, 0)]
    [TestCase(600, 0)]
    [TestCase(599, 1)]
    [TestCase(580, 1)]
    [TestCase(579, 2)]
    [TestCase(540, 3)]
    [TestCase(539, 4)]
    [TestCase(-1_000_000, 4)]
    public void A_bands_minimum_belongs_to_it(int points, int band) => Assert.That(Table.Band(points), Is.EqualTo(band));

    [TestCase(580, Decision.Approve)]
    [TestCase(579, Decision.Refer)]
    [TestCase(540, Decision.Refer)]
    [TestCase(539, Decision.Decline)]
    public void Cut_offs_are_inclusive_for_the_better_decision(int points, Decision decision) =>
        Assert.That(Table.Decide(points), Is.EqualTo(decision));

    [Test]
    public void More_risk_never_has_more_points() => Properties.Hold(Prop.ForAll<double, double>((x, y) =>
        double.IsNaN(x) || double.IsNaN(y) || Table.Points(Math.Min(x, y)) >= Table.Points(Math.Max(x, y))));

    [Test]
    public void Many_rows_are_decided_as_each_alone_at_every_length()
    {
        var random = new Random(6);
        double[] margins =
        [
            .. Enumerable.Range(0, 2049).Select(i => i % 50 == 0
                ? BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))
                : random.NextDouble() * 10 - 6),
        ];
        for (int length = 1; length <= margins.Length; length++)
        {
            var points = new int[length];
            var bands = new byte[length];
            var decisions = new Decision[length];
            Table.Decide(margins.AsSpan(0, length), points, bands, decisions);
            for (int row = 0; row < length; row++)
            {
                int expected = Table.Points(margins[row]);
                if (points[row] != expected || bands[row] != Table.Band(expected) || decisions[row] != Table.Decide(expected))
                    Assert.Fail($"{length} rows: row {row} with margin {margins[row]:R} has {points[row]} points, band {bands[row]}, {decisions[row]}; alone {expected}");
            }
        }
    }

    // Through the vectors, which a lone row would not reach.
    private static (int Points, byte Band) Many(DecisionTable table, double margin)
    {
        double[] margins = [.. Enumerable.Repeat(margin, 64)];
        var points = new int[64];
        var bands = new byte[64];
        table.Decide(margins, points, bands, new Decision[64]);
        Assert.That(points, Is.All.EqualTo(table.Points(margin)));
        return (points[0], bands[0]);
    }
}
