using System.Globalization;
using LoanDefault.Cli.CommandLine;
using LoanDefault.Cli.Commands;
using LoanDefault.Modeling.Contracts;
using Spectre.Console;

namespace LoanDefault.Cli.Reports;

/// <summary>An inferred contract for people: what was found, what to look at, what comes next.</summary>
internal static class ContractView
{
    /// <summary>Writes the result.</summary>
    /// <param name="settings">What was asked.</param>
    /// <param name="result">The result.</param>
    /// <param name="surroundings">Where to write.</param>
    public static void Write(ContractInferSettings settings, ContractInferenceResult result, Surroundings surroundings)
    {
        IAnsiConsole console = surroundings.Out;
        int features = result.Contract.Columns.Count(c => c.Feature);
        console.WriteLine();
        console.MarkupLine($"[green bold]Wrote {Markup.Escape(settings.Output)}[/]");
        console.WriteLine(
            $"{Count(result.Rows)} loans; {result.Contract.Columns.Count} columns, {features} of them features; {result.Contract.Features.Count} computed features; "
            + $"{result.Contract.Excluded.Count} left out. The file gives the reasons.");
        console.WriteLine();
        console.Write(Target(settings, result));
        if (result.Warnings.Count > 0)
        {
            console.WriteLine();
            console.MarkupLine("[bold]Look at these before you train[/]");
            console.Write(Warnings(result));
        }

        console.WriteLine();
        console.MarkupLine("[bold]What comes next[/]");
        surroundings.PlainOut.WriteLine($"  read and correct {settings.Output}, then");
        surroundings.PlainOut.WriteLine($"  loandefault train --data {settings.File} --contract {settings.Output} --output DIR");
    }

    /// <summary>A kind's name for machines.</summary>
    public static string NameOf(InferenceWarningKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>A meaning's name for machines.</summary>
    public static string NameOf(TargetMeaning meaning) => meaning.ToString().ToLowerInvariant();

    private static Grid Target(ContractInferSettings settings, ContractInferenceResult result)
    {
        Grid grid = Rows();
        grid.Columns[1].Alignment = Justify.Right;
        grid.AddRow($"[dim]{Markup.Escape(settings.Target)}[/]", "[dim]rows[/]", "[dim]counts as[/]");
        foreach (TargetValue value in result.TargetValues)
            grid.AddRow(Markup.Escape(value.Text ?? "(missing)"), Count(value.Rows), NameOf(value.Meaning));
        return grid;
    }

    private static Grid Warnings(ContractInferenceResult result)
    {
        Grid grid = new Grid().AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 2, 0) }).AddColumn();
        foreach (InferenceWarning warning in result.Warnings)
            grid.AddRow($"[yellow]{NameOf(warning.Kind)}[/]", Markup.Escape(warning.Message));
        return grid;
    }

    private static Grid Rows() => new Grid()
        .AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 2, 0) })
        .AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) })
        .AddColumn();

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
