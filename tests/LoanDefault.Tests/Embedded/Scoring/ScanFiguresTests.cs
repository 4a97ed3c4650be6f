using LoanDefault.Embedded.Scoring;
using LoanDefault.Tables.Runs;

namespace LoanDefault.Tests.Embedded.Scoring;

public class ScanFiguresTests
{
    private static readonly ScanFigures Figures = new()
    {
        FillSeconds = 1,
        EmitSeconds = 2,
        FeatureSeconds = 3,
        ModelSeconds = 4,
        EngineReadShare = 0.25,
        FeatureRows = 10,
        ModelRows = 10,
    };

    [Test]
    public void Shares_add_up_to_the_run()
    {
        RunPhase[] phases =
        [
            new("plan", 1, 0.5), new("duplicates", 1, 2), new("scan", 9, 18), new("quarantine", 1, 1), new("audit", 1, 3), new("publish", 1, 0.25),
        ];

        IReadOnlyDictionary<string, double> shares = Figures.Shares(phases, totalSeconds: 26);

        Assert.That(shares, Is.EqualTo(new Dictionary<string, double>
        {
            ["read"] = 1 + 8 * 0.25,
            ["features"] = 3,
            ["model"] = 4,
            ["write"] = 2 + 8 * 0.75 + 1,
            ["audit"] = 3,
            ["duplicates"] = 2,
            ["other"] = 2,
        }));
        Assert.That(shares.Values.Sum(), Is.EqualTo(26));
    }

    [Test]
    public void Nothing_is_negative_when_clocks_disagree_by_a_little() =>
        Assert.That(Figures.Shares([new RunPhase("scan", 1, 9.9)], totalSeconds: 9.9).Values, Has.All.GreaterThanOrEqualTo(0));
}
