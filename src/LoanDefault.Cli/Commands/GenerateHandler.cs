using System.Text.Json.Nodes;
using LoanDefault.Cli.CommandLine;
using LoanDefault.Modeling.Synthetic;

namespace LoanDefault.Cli.Commands;

/// <summary>What <c>loandefault generate</c> does.</summary>
internal static class GenerateHandler
{
    /// <summary>The folder beside the program that holds the reference contract and the real sample.</summary>
    private static string SampleFolder => Path.Combine(AppContext.BaseDirectory, "sample");

    /// <summary>Generates applications.</summary>
    /// <param name="settings">What was asked.</param>
    /// <param name="run">What to work with.</param>
    public static int Run(GenerateSettings settings, CommandRun run)
    {
        var request = new SyntheticRequest(
            settings.Rows,
            (ulong)settings.Seed,
            settings.Output,
            settings.Contract ?? Path.Combine(SampleFolder, "lending-club.contract.json"),
            settings.Sample ?? Path.Combine(SampleFolder, "lending_club.parquet"),
            settings.BusinessDate)
        {
            InvalidShare = settings.InvalidShare,
            DuplicateShare = settings.DuplicateShare,
            MissingShare = settings.MissingShare,
            Overwrite = settings.Force,
        };
        SyntheticResult result = SyntheticApplications.Generate(request, run.Progress, run.Stop);
        return run.Finish(
            "generated",
            new JsonObject
            {
                ["rows"] = result.Rows,
                ["files"] = result.Files,
                ["bytes"] = result.Bytes,
                ["invalid_rows"] = result.InvalidRows,
                ["duplicate_rows"] = result.DuplicateRows,
                ["path"] = result.Folder,
            },
            () => run.Surroundings.PlainOut.WriteLine(
                $"{result.Rows:N0} applications ({result.InvalidRows:N0} invalid, {result.DuplicateRows:N0} repeated) in {result.Files} Parquet files ({result.Bytes / 1e6:N1} MB) in {result.Folder}"));
    }
}
