using LoanDefault.Core.Decisions;
using LoanDefault.Core.Numerics;

namespace LoanDefault.Core.Models.Importing;

/// <summary>Bands and cut-offs for a model that comes without loans to derive them from.</summary>
internal static class ImportedDecisions
{
    private const string Rule =
        "No loans came with the model: bands A to E end at a probability of default of 2, 5, 10 and 20 %; approve to 5 %, decline above 20 %. "
        + "Give --decisions for your own.";

    private const double Approve = 0.05;
    private const double Decline = 0.20;

    private static readonly (string Name, double ProbabilityOfDefault)[] BandEnds = [("A", 0.02), ("B", 0.05), ("C", 0.10), ("D", 0.20)];

    /// <summary>The policy.</summary>
    public static DecisionPolicy Create()
    {
        var points = new DecisionTable(Policy([new RiskBand("E")], 0, 0));
        return Policy([.. BandEnds.Select(b => new RiskBand(b.Name, PointsAt(points, b.ProbabilityOfDefault))), new RiskBand("E")], PointsAt(points, Approve), PointsAt(points, Decline));
    }

    private static int PointsAt(DecisionTable points, double probability) => points.Points(DeterministicMath.Log(probability / (1 - probability)));

    private static DecisionPolicy Policy(IReadOnlyList<RiskBand> bands, int approve, int decline) =>
        new() { Bands = bands, ApproveAtOrAbove = approve, DeclineBelow = decline, Rule = Rule };
}
