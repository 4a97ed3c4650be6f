using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>Which kernel a model gets on this processor, and why.</summary>
/// <param name="Path">The instructions; null where ONNX Runtime scores.</param>
/// <param name="Kernel">What the kernel is called; null where ONNX Runtime scores.</param>
/// <param name="Reason">One line for people: what was chosen and why.</param>
internal sealed record KernelPlan(HardwarePath? Path, string? Kernel, string Reason)
{
    // A row's codes should stay in the nearest caches; a model that needs more planes is no model that was seen.
    private const int MostPlanes = 4096;

    /// <summary>Chooses.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The instructions to use; null: the best that this processor has.</param>
    public static KernelPlan For(TreeModel model, HardwarePath? path = null)
    {
        if (model.Ensemble is not { } ensemble)
            return OnnxRuntime(model.WhyNot!);
        if (WhyNot(ensemble) is { } reason)
            return OnnxRuntime(reason);
        HardwarePath chosen = path ?? HardwarePaths.Supported[^1];
        string trees = $"{ensemble.Trees.Count} trees of up to {ensemble.Depth} levels and {ensemble.LargestLeafCount} leaves on {ensemble.FeatureCount} features";
        string below = ensemble.Depth > CompleteTrees.MostLevels ? "masks of 512 rows; of few rows six complete levels, then a walk" : "complete trees";
        return new KernelPlan(chosen, below, $"{below}, {HardwarePaths.NameOf(chosen)}: {trees}");
    }

    /// <summary>Chooses for a model whose output <c>scores</c> must hold margins, as a model package's does.</summary>
    /// <param name="model">The model.</param>
    public static KernelPlan ForMargins(TreeModel model)
    {
        if (model.Ensemble is not { } ensemble)
            return For(model);
        if (model.ScoresName != OnnxRuntimeScorer.ScoresOutput || model.Steps.Count > 0)
            return OnnxRuntime($"its output {OnnxRuntimeScorer.ScoresOutput} is not what its trees add up to");
        // Of a single sum ONNX Runtime does no other transform than this one.
        bool isTransformed = ensemble.PostTransform != PostTransform.None
            && (ensemble.Operator == TreeOperator.Classifier || ensemble.TargetCount > 1 || ensemble.PostTransform == PostTransform.Probit);
        return isTransformed ? OnnxRuntime($"it transforms its sums ({ensemble.PostTransform})") : For(model);
    }

    private static KernelPlan OnnxRuntime(string reason) => new(null, null, $"ONNX Runtime: {reason}");

    private static string? WhyNot(TreeEnsemble ensemble)
    {
        if (ensemble.IsDouble)
            return "its numbers are double";
        if (ensemble.Aggregation is Aggregation.Min or Aggregation.Max)
            return $"it takes the {ensemble.Aggregation} of its trees";
        if (ensemble.Trees.Any(t => t.Nodes.Any(n => n.Rule == SplitRule.Member)))
            return "it asks whether a value is in a set, which ONNX Runtime answers for whole numbers only";
        if (ensemble.Trees.Any(t => t.Nodes.Any(n => BecomesAnotherSet(n, t, ensemble.Operator))))
            return "it asks equalities of one feature in a row, of which ONNX Runtime makes one set";
        if (MayNeedManyPlanes(ensemble) && new CodePlan(ensemble).Planes.Count is > MostPlanes and var planes)
            return $"its questions need {planes} planes of codes";
        return ScoreFinish.WhyNot(ensemble);
    }

    // Two planes a feature, one for each way a missing value goes, and two for each further 254 cuts; one for each set.
    private static bool MayNeedManyPlanes(TreeEnsemble ensemble)
    {
        long branches = 0, sets = 0;
        foreach (TreeNode node in ensemble.Trees.SelectMany(t => t.Nodes))
        {
            branches += node.IsLeaf ? 0 : 1;
            sets += !node.IsLeaf && Cut.IsSet(node.Rule) ? 1 : 0;
        }

        return 2 * (ensemble.FeatureCount + branches / CodePlane.MostCuts) + sets > MostPlanes;
    }

    // ONNX Runtime makes one set of equalities with the same outcome, and asks the first alone about NaN. In the newer operator
    // branches may share a leaf, of which nothing is known here: nothing of that kind is taken.
    private static bool BecomesAnotherSet(TreeNode node, Tree tree, TreeOperator operation) => node.Rule == SplitRule.Equal
        && tree.Nodes[node.FalseChild] is { Rule: SplitRule.Equal } next && next.Feature == node.Feature
        && (operation == TreeOperator.Ensemble || next.MissingIsTrue && !node.MissingIsTrue);
}
