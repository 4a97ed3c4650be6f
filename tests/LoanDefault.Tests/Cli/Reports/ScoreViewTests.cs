using LoanDefault.Cli.Reports;
using LoanDefault.Tests.Cli.Support;

namespace LoanDefault.Tests.Cli.Reports;

[TestFixture]
internal sealed class ScoreViewTests
{
    [Test]
    public void A_published_run_shows_rows_shares_and_where_to_look()
    {
        string text = Write(Support.Reports.Published, width: 80);

        Assert.That(text, Does.Contain("Published 2026-01-31").And.Contain("1,000,500 applications in 4.2 s (238,214 rows/s)"));
        Assert.That(text, Does.Match(@"scored +996,500 +99\.60 %").And.Match(@"quarantined +4,000 +0\.40 %"));
        Assert.That(text, Does.Match(@"approve +700,000 +70\.25 %").And.Match(@"duplicate_id +1,000"));
        Assert.That(text, Does.Match(@"D +196,499 +19\.72 % +██"));
        Assert.That(text, Does.Contain("mean PD 5.31 %").And.Contain("412 MB"));
        Assert.That(text, Does.Contain("model 52 %"));
        Assert.That(text, Does.Contain("colour, note"));
        Assert.That(text, Does.Match(@"absent +1 column\(s\) of the contract, from whole files").And.Contain("Revol_Util"));
        Assert.That(text, Does.Contain("artifacts/demo/quarantine (version 0)").And.Contain("models/reference/report.html"));
    }

    [Test]
    public void A_run_that_had_a_choice_names_its_feature_plan() =>
        Assert.That(Write(Support.Reports.Published with { FeaturePlan = "fused" }, width: 80), Does.Match(@"features +plan fused"));

    [TestCase(80)]
    [TestCase(120)]
    public void Nothing_but_the_queries_is_wider_than_the_terminal(int width)
    {
        string[] lines = Write(Support.Reports.Published, width).Split(Environment.NewLine);

        Assert.That(lines.Where(line => !line.Contains("SELECT", StringComparison.Ordinal)).Max(line => line.TrimEnd().Length), Is.LessThanOrEqualTo(width));
        Assert.That(lines.Count(line => line.Contains("SELECT", StringComparison.Ordinal) && line.EndsWith(';')), Is.EqualTo(2));
    }

    [Test]
    public void A_run_that_was_already_published_says_so()
    {
        string text = Write(Support.Reports.AlreadyDone, width: 80);

        Assert.That(text, Does.Contain("2026-01-31 is already published").And.Contain("artifacts/demo/scored (version 0)"));
        Assert.That(text, Does.Not.Contain("SELECT"), "no file of that run is there");
    }

    [Test]
    public void The_queries_name_the_files_of_the_run_and_no_others()
    {
        Assert.That(
            Write(Support.Reports.Published, width: 80),
            Does.Contain("read_parquet('artifacts/demo/scored/business_date=2026-01-31/*-20260131T010203Z-1a2b3c4d.parquet')"));
    }

    [Test]
    public void A_refused_run_shows_what_was_wrong_and_no_table()
    {
        string text = Write(Support.Reports.Refused, width: 80);

        Assert.That(text, Does.Contain("Nothing was published for 2026-01-31").And.Contain("duplicate_id"));
        Assert.That(text, Does.Not.Contain("Where to look").And.Not.Contain("SELECT"));
    }

    [Test]
    public void A_name_with_brackets_is_not_taken_for_markup()
    {
        ScoreReport report = Support.Reports.Published with { Input = Support.Reports.Published.Input with { UnknownColumns = ["[red]"] } };

        Assert.That(Write(report, width: 80), Does.Contain("[red]"));
    }

    private static string Write(ScoreReport report, int width)
    {
        using var surroundings = new TestSurroundings(width);
        ScoreView.Write(report, surroundings.Value);
        return surroundings.Out;
    }
}
