using System.Globalization;
using LoanDefault.Cli.CommandLine;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LoanDefault.Cli.Reports;

/// <summary>A scoring run's summary for people, made for 80 columns and good at more.</summary>
internal static class ScoreView
{
    private const int BarWidth = 12;
    private const int NamedColumns = 8;

    /// <summary>Writes the summary.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="surroundings">Where to write.</param>
    public static void Write(ScoreReport report, Surroundings surroundings)
    {
        IAnsiConsole console = surroundings.Out;
        console.WriteLine();
        console.MarkupLine(Headline(report));
        if (report is { Figures: { } figures, Cost: { } cost })
        {
            console.WriteLine();
            console.Write(Indented(Totals(figures)));
            console.WriteLine();
            console.Write(Indented(SideBySide(figures)));
            console.WriteLine();
            console.Write(Indented(Cost(report, cost)));
        }

        console.WriteLine();
        if (IsPublished(report))
            WriteWhereToLook(report, surroundings);
    }

    private static bool IsPublished(ScoreReport report) => report.Scored.Version is not null;

    private static string Headline(ScoreReport report)
    {
        string date = report.BusinessDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (report is not { Figures: { } figures, Cost: { } cost })
            return $"[green bold]{date} is already published[/] by the same run: nothing to do.";
        string read = $"{Count(figures.RowsRead)} applications in {Seconds(cost.Seconds)}";
        if (!IsPublished(report))
            return $"[red bold]Nothing was published for {date}[/]: {read}";
        return $"[green bold]Published {date}[/]: {read} ({Count((long)(figures.RowsRead / Math.Max(cost.Seconds, 0.001)))} rows/s)";
    }

    private static Grid Totals(ScoreFigures figures)
    {
        Grid grid = Columns(Justify.Left, Justify.Right, Justify.Right, Justify.Left);
        string mean = figures.MeanProbabilityOfDefault is { } probability && figures.MeanPoints is { } points
            ? $"mean PD {Percent(probability)}, mean points {Number(points, "0")}"
            : "";
        grid.AddRow("scored", Count(figures.RowsScored), Share(figures.RowsScored, figures.RowsRead), mean);
        grid.AddRow("quarantined", Count(figures.RowsQuarantined), Share(figures.RowsQuarantined, figures.RowsRead), $"[dim]at most {Percent(figures.MaximumQuarantinedShare)} allowed[/]");
        return grid;
    }

    private static Grid SideBySide(ScoreFigures figures)
    {
        Grid grid = Columns(Justify.Left, Justify.Left);
        grid.Columns[0].Padding = new Padding(0, 0, 4, 0);
        grid.AddRow(Counts("decision", figures.Decisions, figures.RowsScored), Counts("quarantined by", figures.QuarantinedByRule, figures.RowsQuarantined, bars: false));
        grid.AddRow(Text.Empty, Text.Empty);
        grid.AddRow(Counts("band", figures.Bands, figures.RowsScored), Text.Empty);
        return grid;
    }

    private static IRenderable Counts(string title, IReadOnlyDictionary<string, long> counts, long whole, bool bars = true)
    {
        if (counts.Count == 0)
            return Text.Empty;
        Grid grid = bars ? Columns(Justify.Left, Justify.Right, Justify.Right, Justify.Left) : Columns(Justify.Left, Justify.Right);
        string[] head = [$"[dim]{title}[/]", "[dim]rows[/]", "[dim]share[/]", ""];
        grid.AddRow(bars ? head : head[..2]);
        foreach ((string name, long count) in counts)
        {
            string[] row = [Markup.Escape(name), Count(count), Share(count, whole), $"[blue]{Bar(count, whole)}[/]"];
            grid.AddRow(bars ? row : row[..2]);
        }

        return grid;
    }

    private static Grid Cost(ScoreReport report, ScoreCost cost)
    {
        Grid grid = Columns(Justify.Left, Justify.Left);
        double all = cost.CpuSecondsByShare.Values.Sum();
        if (all > 0)
            grid.AddRow("[dim]work[/]", string.Join(", ", cost.CpuSecondsByShare.Where(share => share.Value >= all / 200).Select(share => $"{share.Key} {Number(100 * share.Value / all, "0")} %")));
        grid.AddRow(
            "[dim]cost[/]",
            $"{Seconds(cost.CpuSeconds)} of processor time, {cost.Threads} threads, {ByteSize.Format(report.PeakMemoryBytes)} of memory at most");
        string runtime = report.Versions.TryGetValue("model_runtime", out string? named) ? $" ({named})" : "";
        grid.AddRow("[dim]model[/]", Markup.Escape($"{report.Model.Name} {report.Model.Version}{runtime}"));
        if (report.Scorer is { ProcessesFallenBack: > 0 } scorer)
            grid.AddRow("[yellow]kernel[/]", Markup.Escape($"not used in {scorer.ProcessesFallenBack} of {scorer.Processes.Count} process(es): {scorer.First.Reason}"));
        if (report.FeaturePlan is { } plan)
            grid.AddRow("[dim]features[/]", Markup.Escape($"plan {plan}"));
        if (report.Input.AbsentColumns is { Count: > 0 } absent)
            grid.AddRow("[yellow]absent[/]", Markup.Escape($"{absent.Count} column(s) of the contract, from whole files: {Some(absent.Select(c => c.Describe(report.Input.Files ?? 0)), "; ")}"));
        if (report.Input.UnknownColumns is { Count: > 0 } unknown)
            grid.AddRow("[dim]not read[/]", Markup.Escape($"{unknown.Count} columns that the contract does not know: {Some(unknown, ", ")}"));
        return grid;
    }

    private static string Some(IEnumerable<string> texts, string separator)
    {
        string[] all = [.. texts];
        return string.Join(separator, all.Take(NamedColumns)) + (all.Length > NamedColumns ? $"{separator}..." : "");
    }

    // Not laid out by the console: a line that is wrapped cannot be copied.
    private static void WriteWhereToLook(ScoreReport report, Surroundings surroundings)
    {
        TextWriter plain = surroundings.PlainOut;
        surroundings.Out.MarkupLine("[bold]Where to look next[/]");
        plain.WriteLine($"  scored       {report.Scored.Folder}{Version(report.Scored)}");
        plain.WriteLine($"  quarantine   {report.Quarantine.Folder}{Version(report.Quarantine)}");
        if (report.Model.Report is { } modelReport)
            plain.WriteLine($"  the model    {modelReport}");
        plain.WriteLine($"  in {ScoreQueries.Engine(report)}, or any reader of Delta Lake tables:");
        foreach (string query in ScoreQueries.Of(report))
            plain.WriteLine($"    {query}");
    }

    private static Grid Columns(params Justify[] alignments)
    {
        var grid = new Grid();
        foreach (Justify alignment in alignments)
            grid.AddColumn(new GridColumn { Alignment = alignment, Padding = new Padding(0, 0, 2, 0), NoWrap = alignment == Justify.Right });
        return grid;
    }

    private static Padder Indented(IRenderable content) => new(content, new Padding(2, 0, 0, 0));

    private static string Bar(long count, long whole) =>
        whole == 0 ? "" : new string('█', (int)Math.Round(BarWidth * (double)count / whole)) is { Length: > 0 } bar ? bar : count > 0 ? "▏" : "";

    private static string Version(TableFigures table) => table.Version is { } version ? $" (version {version})" : "";

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Percent(double share) => Number(100 * share, "0.00") + " %";

    private static string Share(long part, long whole) => whole == 0 ? "" : Percent((double)part / whole);

    private static string Seconds(double seconds) => Number(seconds, "0.0") + " s";
}
