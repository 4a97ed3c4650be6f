using LoanDefault.Onnx.Trees;

namespace LoanDefault.Tests.Core.Support;

/// <summary>Small real models.</summary>
internal static class TinyModel
{
    /// <summary>The bytes of an ONNX model of random trees of depth 3.</summary>
    public static byte[] Onnx(int features, int trees = 20, int seed = 1) => TreeEnsembleWriter.Write(Ensemble(features, trees, seed));

    public static TreeEnsemble Ensemble(int features, int trees = 20, int seed = 1)
    {
        var random = new Random(seed);
        return new TreeEnsemble(features, Enumerable.Range(0, trees).Select(_ => Tree(features, random)), baseMargin: -2);
    }

    private static DecisionTree Tree(int features, Random random)
    {
        TreeNode Branch(int node) => TreeNode.Branch(
            random.Next(features), (float)(random.NextDouble() * 40), 2 * node + 1, 2 * node + 2, random.Next(2) == 0, cover: 1);
        TreeNode Leaf() => TreeNode.Leaf((float)(random.NextDouble() - 0.5), cover: 1);
        return new DecisionTree([.. Enumerable.Range(0, 7).Select(Branch), .. Enumerable.Range(0, 8).Select(_ => Leaf())]);
    }
}
