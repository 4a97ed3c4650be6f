using LoanDefault.Core.Scoring.Graphs;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Onnx.Protos;

namespace LoanDefault.Core.Scoring.Answers;

/// <summary>What a model file is.</summary>
public sealed record ModelFacts
{
    private const int MostNameLength = 80;

    /// <summary>What wrote it, by its own words; empty where it says nothing.</summary>
    public required string Producer { get; init; }

    /// <summary>The operator sets that it uses, for example <c>ai.onnx.ml 3</c>.</summary>
    public required IReadOnlyList<string> OperatorSets { get; init; }

    /// <summary>Its operators and how many of each, most first.</summary>
    public required IReadOnlyList<(string Operator, int Count)> Operators { get; init; }

    /// <summary>Its inputs; where it has no trees, those that are columns of numbers.</summary>
    public required IReadOnlyList<ModelInput> Inputs { get; init; }

    /// <summary>The output with the label; null where there is none or it is not known.</summary>
    public string? LabelOutput { get; init; }

    /// <summary>The output with the scores; null where it is not known.</summary>
    public string? ScoresOutput { get; init; }

    /// <summary>Its trees; null where they are not read.</summary>
    public TreeEnsemble? Trees { get; init; }

    /// <summary>Collects them.</summary>
    /// <param name="file">The file.</param>
    public static ModelFacts Of(ModelFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        ModelProto model = file.Model;
        return new ModelFacts
        {
            Producer = Plain($"{model.ProducerName} {model.ProducerVersion}".Trim()),
            OperatorSets = [.. model.OpsetImport.Select(o => $"{(o.Domain.Length == 0 ? "ai.onnx" : o.Domain)} {o.Version}")],
            Operators = [.. model.Graph.Node.CountBy(n => n.FullName()).OrderByDescending(g => g.Value).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => (Plain(g.Key), g.Value))],
            Inputs = file.Trees.Ensemble is null ? ModelInput.Of(model.Graph, out _) : file.Trees.Inputs,
            LabelOutput = file.Trees.LabelName,
            ScoresOutput = file.Trees.ScoresName is { Length: > 0 } scores ? scores : null,
            Trees = file.Trees.Ensemble,
        };
    }

    // A file's words go to a terminal and a log.
    private static string Plain(string text) =>
        string.Concat(text.Take(MostNameLength).Select(c => char.IsControl(c) ? ' ' : c));
}
