namespace LoanDefault.IntegrationTests.Cli.Support;

/// <summary>Command lines of <c>score</c>.</summary>
internal static class ScoreArguments
{
    public static string[] Of(string input, string output, params string[] more) =>
    [
        "score", "--input", input, "--model", Loans.Model, "--output", output, "--business-date", "2026-01-31", .. more,
    ];
}
