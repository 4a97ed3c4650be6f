using System.Text.Json.Nodes;
using LoanDefault.Cli.CommandLine;
using LoanDefault.Cli.Commands;
using LoanDefault.Cli.Reports;
using Spectre.Console;

namespace LoanDefault.Cli.Diagnosis;

/// <summary><c>loandefault doctor</c>: what is installed, found and missing, and what to do.</summary>
internal static class Doctor
{
    /// <summary>Looks at the machine and says what it saw.</summary>
    /// <param name="settings">What to look at beside the machine.</param>
    /// <param name="run">Where to say it.</param>
    /// <returns>0 when scoring works, else 2.</returns>
    public static int Examine(DoctorSettings settings, CommandRun run)
    {
        List<Check> checks = [.. Checks.Machine()];
        if (settings.Output is { } output)
            checks.Add(Checks.Output(output));
        if (settings.Model is { } model)
            checks.AddRange(Checks.Model(model));
        if (settings.Engine == ScoreEngine.Spark)
            checks.AddRange(SparkChecks.RoundTrip(run.Progress, run.Stop));
        run.EndProgress();
        return Report(checks, run);
    }

    internal static int Report(IReadOnlyList<Check> checks, CommandRun run)
    {
        bool works = checks.All(check => check.Status != CheckStatus.Missing);
        int exitCode = works ? ExitCodes.Done : ExitCodes.WrongUse;
        if (run.Speech.Json)
            run.Surroundings.PlainOut.WriteLine(SummaryFile.ToLine(SummaryFile.Compose(works ? "ok" : "missing", exitCode, error: null, ToJson(checks))));
        else
            Draw(checks, works, run.Surroundings.Out);
        return exitCode;
    }

    private static JsonObject ToJson(IReadOnlyList<Check> checks) => new()
    {
        ["checks"] = new JsonArray([.. checks.Select(check => new JsonObject
        {
            ["name"] = check.Name,
            ["status"] = NameOf(check.Status),
            ["detail"] = check.Detail,
            ["advice"] = check.Advice,
        })]),
    };

    private static void Draw(IReadOnlyList<Check> checks, bool works, IAnsiConsole console)
    {
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (Check check in checks)
        {
            string colour = check.Status switch { CheckStatus.Ok => "green", CheckStatus.Optional => "yellow", _ => "red" };
            string advice = check.Advice is null ? "" : $"\n[{colour}]-> {Markup.Escape(check.Advice)}[/]";
            grid.AddRow($"[{colour}]{NameOf(check.Status)}[/]", Markup.Escape(check.Name), Markup.Escape(check.Detail) + advice);
        }

        console.Write(grid);
        console.WriteLine();
        console.WriteLine(works ? "Scoring works on this machine." : "Scoring does not work yet: see what is missing above.");
    }

    private static string NameOf(CheckStatus status) => status switch
    {
        CheckStatus.Ok => "ok",
        CheckStatus.Optional => "optional",
        _ => "missing",
    };
}
