using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Scoring.Parity;

/// <summary>Evaluates trees of floats one by one, question by question: slow, and easy to believe.</summary>
internal static class TreeWalk
{
    /// <summary>The margin of a row, its last score as it is before a post-transform.</summary>
    /// <param name="ensemble">The model: floats, summed.</param>
    /// <param name="row">The features.</param>
    public static float Margin(TreeEnsemble ensemble, ReadOnlySpan<float> row)
    {
        var sums = new float[ensemble.TargetCount];
        foreach (Tree tree in ensemble.Trees)
        {
            foreach (Vote vote in LeafOf(tree, row).Votes!)
                sums[vote.Target] += (float)vote.Weight;
        }

        var margins = new float[sums.Length];
        new ScoreFinish(ensemble).Finish<float>(sums, new float[sums.Length], margins);
        return margins[^1];
    }

    private static TreeNode LeafOf(Tree tree, ReadOnlySpan<float> row)
    {
        TreeNode node = tree.Nodes[0];
        while (!node.IsLeaf)
            node = tree.Nodes[node.Answers(row[node.Feature]) ? node.TrueChild : node.FalseChild];
        return node;
    }
}
