using System.Globalization;
using System.Text.Json.Nodes;
using LoanDefault.Cli.CommandLine;
using LoanDefault.Cli.Commands;
using LoanDefault.Core.Models.Importing;
using LoanDefault.Core.Scoring;
using LoanDefault.Core.Scoring.Answers;
using LoanDefault.Core.Scoring.Graphs;
using LoanDefault.Core.Scoring.Trees;
using Spectre.Console;

namespace LoanDefault.Cli.Reports;

/// <summary>Results of <c>loandefault models</c> for people and for machines.</summary>
internal static class ModelsView
{
    /// <summary>What ran a model, for machines.</summary>
    public static JsonObject ToJson(ScorerReport report)
    {
        var json = new JsonObject { ["used"] = report.Scorer, ["name"] = report.Name, ["reason"] = report.Reason };
        if (report.Gate is { } gate)
        {
            json["gate"] = new JsonObject
            {
                ["passed"] = gate.Passed,
                ["rows"] = gate.Rows,
                ["thresholds"] = gate.Thresholds,
                ["thresholds_probed"] = gate.ThresholdsProbed,
                ["difference"] = gate.Difference?.Describe(),
            };
        }

        return json;
    }

    /// <summary>What a model is, for machines.</summary>
    public static JsonObject ToJson(ModelFacts facts, ScorerReport report)
    {
        var json = new JsonObject
        {
            ["producer"] = facts.Producer,
            ["operator_sets"] = new JsonArray([.. facts.OperatorSets.Select(o => (JsonNode)o)]),
            ["operators"] = new JsonObject(facts.Operators.Select(o => KeyValuePair.Create(o.Operator, (JsonNode?)o.Count))),
            ["inputs"] = new JsonArray([.. facts.Inputs.Select(i => new JsonObject { ["name"] = i.Name, ["kind"] = KindOf(i), ["columns"] = i.Columns })]),
            ["label_output"] = facts.LabelOutput,
            ["scores_output"] = facts.ScoresOutput,
            ["scorer"] = ToJson(report),
        };
        if (facts.Trees is { } trees)
        {
            json["trees"] = new JsonObject
            {
                ["count"] = trees.Trees.Count,
                ["depth"] = trees.Depth,
                ["leaves"] = trees.Trees.Sum(t => (long)t.LeafCount),
                ["largest_leaf_count"] = trees.LargestLeafCount,
                ["features"] = trees.FeatureCount,
                ["sums"] = trees.TargetCount,
                ["operator"] = trees.Operator.ToString().ToLowerInvariant(),
                ["post_transform"] = trees.PostTransform.ToString().ToLowerInvariant(),
                ["aggregation"] = trees.Aggregation.ToString().ToLowerInvariant(),
            };
        }

        return json;
    }

    /// <summary>Tells of a run.</summary>
    public static void WriteRun(ModelRunSettings settings, long rows, AnswerShape shape, ScorerReport report, Surroundings surroundings)
    {
        IAnsiConsole console = surroundings.Out;
        console.WriteLine();
        console.MarkupLine($"[green bold]Wrote {Markup.Escape(settings.Output)}[/]");
        Grid grid = Rows();
        grid.AddRow("[dim]rows[/]", Count(rows));
        grid.AddRow("[dim]columns[/]", Markup.Escape(ColumnsOf(shape)));
        AddScorer(grid, report);
        console.Write(grid);
    }

    /// <summary>Tells what a model is.</summary>
    public static void WriteCheck(string file, ModelFacts facts, ScorerReport report, Surroundings surroundings)
    {
        IAnsiConsole console = surroundings.Out;
        console.WriteLine();
        console.MarkupLine($"[bold]{Markup.Escape(file)}[/]");
        Grid grid = Rows();
        if (facts.Producer.Length > 0)
            grid.AddRow("[dim]written by[/]", Markup.Escape(facts.Producer));
        grid.AddRow("[dim]operators[/]", Markup.Escape($"{string.Join(", ", facts.Operators.Select(o => o.Count == 1 ? o.Operator : $"{o.Count} {o.Operator}"))} ({string.Join(", ", facts.OperatorSets)})"));
        grid.AddRow("[dim]inputs[/]", Markup.Escape(string.Join(", ", facts.Inputs.Select(i => $"{i.Name}: {i.Columns?.ToString(CultureInfo.InvariantCulture) ?? "any number of"} {KindOf(i)}"))));
        if (facts.Trees is { } trees)
            AddTrees(grid, trees, facts);
        AddScorer(grid, report);
        console.Write(grid);
    }

    /// <summary>Tells of an import.</summary>
    public static void WriteImport(ImportResult result, Surroundings surroundings)
    {
        IAnsiConsole console = surroundings.Out;
        console.WriteLine();
        console.MarkupLine($"[green bold]Imported {Markup.Escape(result.Name)} {Markup.Escape(result.Version)}[/]");
        Grid grid = Rows();
        grid.AddRow("[dim]trees[/]", Count(result.Trees));
        grid.AddRow("[dim]columns[/]", Markup.Escape(string.Join(", ", result.Columns)));
        if (result.UnusedFeatures.Count > 0)
            grid.AddRow("[dim]not used[/]", Markup.Escape(string.Join(", ", result.UnusedFeatures)));
        grid.AddRow("[dim]compared[/]", $"{Count(result.RowsCompared)} rows have the file's margins bit for bit");
        grid.AddRow("[dim]hash[/]", result.Hash);
        console.Write(grid);
        console.WriteLine();
        console.MarkupLine("[bold]What comes next[/]");
        surroundings.PlainOut.WriteLine($"  bands and cut-offs are by probability of default unless --decisions gave others: see {Path.Combine(result.Output, "manifest.json")}");
        surroundings.PlainOut.WriteLine($"  loandefault score --input PATH --model {result.Output} --output DIR --business-date YYYY-MM-DD");
    }

    private static void AddTrees(Grid grid, TreeEnsemble trees, ModelFacts facts)
    {
        grid.AddRow("[dim]trees[/]", $"{Count(trees.Trees.Count)}, {Count(trees.Trees.Sum(t => (long)t.LeafCount))} leaves (at most {trees.LargestLeafCount} a tree), up to {trees.Depth} levels");
        grid.AddRow("[dim]sums[/]", $"{trees.TargetCount}, post-transform {trees.PostTransform}");
        string outputs = string.Join(", ", new[] { (Name: facts.LabelOutput, Is: "label"), (Name: facts.ScoresOutput, Is: "scores") }.Where(o => o.Name is not null).Select(o => $"{o.Name} ({o.Is})"));
        grid.AddRow("[dim]outputs[/]", Markup.Escape(outputs));
    }

    private static void AddScorer(Grid grid, ScorerReport report)
    {
        grid.AddRow("[dim]run by[/]", Markup.Escape(report.Name));
        grid.AddRow("[dim]because[/]", Markup.Escape(report.Reason));
        if (report.Gate is { } gate)
            grid.AddRow(gate.Passed ? "[dim]gate[/]" : "[red]gate[/]", Markup.Escape(gate.Describe()));
    }

    private static string ColumnsOf(AnswerShape shape)
    {
        IEnumerable<string> names =
        [
            .. shape.HasLabel ? ["label"] : Array.Empty<string>(),
            .. Range("output", shape.Outputs),
            .. Range("margin", shape.Margins),
        ];
        return string.Join(", ", names);
    }

    private static string[] Range(string name, int count) => count switch
    {
        0 => [],
        1 => [$"{name}_0"],
        _ => [$"{name}_0 .. {name}_{count - 1}"],
    };

    private static string KindOf(ModelInput input) => input.Kind switch
    {
        NumberKind.Float => "float",
        NumberKind.Double => "double",
        _ => "int64",
    };

    private static Grid Rows() => new Grid().AddColumn(new GridColumn { Padding = new Padding(2, 0, 2, 0), NoWrap = true }).AddColumn();

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
