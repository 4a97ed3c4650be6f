using LoanDefault.Modeling;
using LoanDefault.Onnx.Trees;

namespace LoanDefault.Benchmarks.Kernels;

/// <summary>What a random model is like: 255 thresholds a feature, as XGBoost's 256 bins give.</summary>
/// <param name="Trees">How many trees.</param>
/// <param name="Depth">The longest way to a leaf; 0 for trees that are grown leaf by leaf to 255 leaves.</param>
/// <param name="Features">How many features.</param>
internal sealed record ModelShape(int Trees, int Depth, int Features)
{
    private const int Leaves = 255;
    private const int Thresholds = 255;

    // Trained trees are whole near the root and have gaps below.
    private const int WholeLevels = 5;
    private const double LeafShare = 0.1;

    /// <summary>What the shape is called in the table.</summary>
    public string Name => $"{Trees} trees, {(Depth == 0 ? "255 leaves" : $"depth {Depth}")}, {Features} features";

    /// <summary>The model; always the same.</summary>
    public TreeEnsemble Make()
    {
        var random = new Random(Trees * 31 + Depth);
        float[][] thresholds = [.. Enumerable.Range(0, Features).Select(_ => Enumerable.Range(0, Thresholds).Select(_ => (float)random.NextDouble()).ToArray())];
        return new TreeEnsemble(Features, Enumerable.Range(0, Trees).Select(_ => Depth == 0 ? LeafWise(thresholds, random) : LevelWise(thresholds, random)), baseMargin: -2);
    }

    /// <summary>Rows of numbers from 0 to 1, one in twenty missing.</summary>
    public FloatMatrix Rows(int count)
    {
        var random = new Random(count);
        var values = new float[count * Features];
        for (int i = 0; i < values.Length; i++)
            values[i] = random.Next(20) == 0 ? float.NaN : (float)random.NextDouble();
        return new FloatMatrix(values, Features);
    }

    private DecisionTree LevelWise(float[][] thresholds, Random random)
    {
        var nodes = new List<TreeNode>();
        Grow(0);
        return new DecisionTree(nodes);

        int Grow(int level)
        {
            int position = nodes.Count;
            nodes.Add(Leaf(random));
            if (level == Depth || level >= WholeLevels && random.NextDouble() < LeafShare)
                return position;
            int left = Grow(level + 1), right = Grow(level + 1);
            nodes[position] = Branch(thresholds, left, right, random);
            return position;
        }
    }

    // The leaf that is split next is any, so that some ways are long: what a library that splits the best leaf makes.
    private static DecisionTree LeafWise(float[][] thresholds, Random random)
    {
        var nodes = new List<TreeNode> { Leaf(random) };
        var leaves = new List<int> { 0 };
        while (leaves.Count < Leaves)
        {
            int chosen = random.Next(leaves.Count), position = leaves[chosen];
            nodes[position] = Branch(thresholds, nodes.Count, nodes.Count + 1, random);
            leaves[chosen] = nodes.Count;
            leaves.Add(nodes.Count + 1);
            nodes.Add(Leaf(random));
            nodes.Add(Leaf(random));
        }

        return new DecisionTree(nodes);
    }

    private static TreeNode Branch(float[][] thresholds, int left, int right, Random random)
    {
        int feature = random.Next(thresholds.Length);
        return TreeNode.Branch(feature, thresholds[feature][random.Next(Thresholds)], left, right, random.Next(2) == 0, cover: 1);
    }

    private static TreeNode Leaf(Random random) => TreeNode.Leaf((float)(random.NextDouble() - 0.5) / 10, cover: 1);
}
