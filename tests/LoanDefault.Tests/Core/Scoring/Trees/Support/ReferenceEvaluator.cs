using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Tests.Core.Scoring.Trees.Support;

/// <summary>Evaluates an ensemble as plainly as it can be said: for every tree from the root to a leaf, then its votes.</summary>
internal static class ReferenceEvaluator
{
    /// <summary>A row's scores and label.</summary>
    public static (double[] Scores, double[] Margins, int Label) Score(TreeEnsemble ensemble, ReadOnlySpan<double> row)
    {
        var finish = new ScoreFinish(ensemble);
        double[] sums = Sums(ensemble, row);
        if (ensemble.IsDouble)
        {
            double[] scores = new double[sums.Length], margins = new double[sums.Length];
            int label = finish.Finish<double>(sums, scores, margins);
            return (scores, margins, label);
        }
        else
        {
            float[] singles = Array.ConvertAll(sums, s => (float)s), scores = new float[sums.Length], margins = new float[sums.Length];
            int label = finish.Finish<float>(singles, scores, margins);
            return (Array.ConvertAll(scores, s => (double)s), Array.ConvertAll(margins, m => (double)m), label);
        }
    }

    private static double[] Sums(TreeEnsemble ensemble, ReadOnlySpan<double> row)
    {
        var sums = new double[ensemble.TargetCount];
        var hasVote = new bool[ensemble.TargetCount];
        foreach (Tree tree in ensemble.Trees)
        {
            foreach (Vote vote in LeafOf(tree, row).Votes!)
            {
                sums[vote.Target] = Combine(ensemble, hasVote[vote.Target], sums[vote.Target], vote.Weight);
                hasVote[vote.Target] = true;
            }
        }

        return sums;
    }

    private static TreeNode LeafOf(Tree tree, ReadOnlySpan<double> row)
    {
        TreeNode node = tree.Nodes[0];
        while (!node.IsLeaf)
            node = tree.Nodes[node.Answers(row[node.Feature]) ? node.TrueChild : node.FalseChild];
        return node;
    }

    private static double Combine(TreeEnsemble ensemble, bool hasVote, double sum, double weight) => ensemble.Aggregation switch
    {
        Aggregation.Min => !hasVote || weight < sum ? weight : sum,
        Aggregation.Max => !hasVote || weight > sum ? weight : sum,
        _ => ensemble.IsDouble ? sum + weight : (float)sum + (float)weight,
    };
}
