using System.Globalization;
using LoanDefault.Cli.CommandLine;
using LoanDefault.Cli.Commands;
using LoanDefault.Modeling.Training;
using Spectre.Console;

namespace LoanDefault.Cli.Reports;

/// <summary>A training's result for people.</summary>
internal static class TrainView
{
    /// <summary>Writes the result.</summary>
    /// <param name="summary">The result.</param>
    /// <param name="settings">What was asked.</param>
    /// <param name="surroundings">Where to write.</param>
    public static void Write(TrainingSummary summary, TrainSettings settings, Surroundings surroundings)
    {
        IAnsiConsole console = surroundings.Out;
        console.WriteLine();
        console.MarkupLine($"[green bold]Trained {Markup.Escape(summary.ModelName)} {Markup.Escape(summary.ModelVersion)}[/] on {Count(summary.Data.Bad + summary.Data.Good)} loans, {Count(summary.Data.Bad)} of them bad");
        console.WriteLine();
        Grid grid = new Grid().AddColumn(new GridColumn { Padding = new Padding(2, 0, 2, 0), NoWrap = true }).AddColumn();
        grid.AddRow("[dim]AUC[/]", $"{Number(summary.AucMean)} +- {Number(summary.AucSd)} over {settings.Folds} folds");
        grid.AddRow("[dim]KS[/]", Number(summary.KsMean));
        grid.AddRow("[dim]Brier[/]", Number(summary.BrierMean));
        grid.AddRow("[dim]log-loss[/]", Number(summary.LogLossMean));
        if (summary.Data.Ignored > 0)
            grid.AddRow("[dim]ignored[/]", $"{Count(summary.Data.Ignored)} loans whose outcome the contract ignores");
        if (summary.Data.Rejected > 0)
            grid.AddRow("[yellow]rejected[/]", $"{Count(summary.Data.Rejected)} loans that break a rule of the contract");
        grid.AddRow("[dim]model[/]", $"{Count(summary.Trees)} trees, {ByteSize.Format(summary.PackageBytes)}");
        grid.AddRow("[dim]hash[/]", summary.ModelHash);
        console.Write(grid);
        console.WriteLine();
        console.MarkupLine("[bold]Where to look next[/]");
        TextWriter plain = surroundings.PlainOut;
        plain.WriteLine($"  the report   {Path.Combine(settings.Output, "report.html")}");
        plain.WriteLine($"  score        loandefault score --input PATH --model {settings.Output} --output DIR --business-date YYYY-MM-DD");
    }

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
