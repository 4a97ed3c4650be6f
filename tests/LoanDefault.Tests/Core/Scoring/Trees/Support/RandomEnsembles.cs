using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Tests.Core.Scoring.Trees.Support;

/// <summary>Random ensembles of a shape, and rows that meet their thresholds; the same for the same seed.</summary>
internal sealed class RandomEnsembles(EnsembleShape shape, int seed)
{
    private static readonly float[] Odd =
    [
        float.PositiveInfinity, float.NegativeInfinity, 0f, -0f, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue, 1e-40f,
    ];

    private static readonly float[] OddWeights = [0f, -0f, float.Epsilon, 1e-40f, 1e30f, 16_777_216];

    private static readonly double[] Scales = [0.001, 0.01, 0.1, 1, 10, 100, 1000];

    private readonly Random _random = new(seed);

    public TreeEnsemble Next()
    {
        double[][] thresholds = [.. Enumerable.Range(0, shape.Features).Select(_ => Thresholds())];
        return new TreeEnsemble
        {
            Operator = shape.Operator,
            FeatureCount = shape.Features,
            TargetCount = shape.Targets,
            IsDouble = shape.IsDouble,
            Trees = [.. Enumerable.Range(0, shape.Trees).Select(tree => Tree(tree, thresholds))],
            Aggregation = shape.Aggregation,
            BaseValues = [.. Enumerable.Range(0, shape.BaseValues).Select(_ => Weight())],
            PostTransform = shape.PostTransform,
            NumberLabels = shape.Operator == TreeOperator.Classifier && !shape.HasTextLabels ? [.. Enumerable.Range(0, shape.Targets).Select(i => 10L * i - 5)] : [],
            TextLabels = shape.Operator == TreeOperator.Classifier && shape.HasTextLabels ? [.. Enumerable.Range(0, shape.Targets).Select(i => $"label {i}")] : [],
        };
    }

    /// <summary>Rows whose every value is a threshold, a neighbour of one, or a special value.</summary>
    public double[][] Rows(TreeEnsemble ensemble, int count)
    {
        ILookup<int, TreeNode> branches = ensemble.Trees.SelectMany(t => t.Nodes).Where(n => !n.IsLeaf).ToLookup(n => n.Feature);
        double[][] thresholds = [.. Enumerable.Range(0, ensemble.FeatureCount)
            .Select(f => branches[f].SelectMany(n => n.Members ?? [n.Threshold]).Distinct().ToArray())];
        return [.. Enumerable.Range(0, count).Select(_ => Array.ConvertAll(thresholds, Value))];
    }

    private double Value(double[] thresholds)
    {
        if (thresholds.Length == 0 || _random.Next(12) == 0)
            return _random.Next(3) == 0 ? double.NaN : Odd[_random.Next(Odd.Length)];
        double threshold = thresholds[_random.Next(thresholds.Length)];
        return _random.Next(4) switch
        {
            0 => shape.IsDouble ? double.BitIncrement(threshold) : float.BitIncrement((float)threshold),
            1 => shape.IsDouble ? double.BitDecrement(threshold) : float.BitDecrement((float)threshold),
            _ => threshold,
        };
    }

    private double[] Thresholds() => [.. Enumerable.Range(0, shape.Thresholds).Select(_ => Threshold()).Distinct()];

    private double Threshold()
    {
        if (shape.HasOddThresholds && _random.Next(6) == 0)
            return Odd[_random.Next(Odd.Length)];
        if (shape.HasWholeThresholds)
            return _random.Next(-2, 40);
        double value = (_random.NextDouble() - 0.5) * Scales[_random.Next(7)];
        return shape.IsDouble ? value : (float)value;
    }

    private double Weight()
    {
        if (shape.HasOddWeights && _random.Next(6) == 0)
            return OddWeights[_random.Next(OddWeights.Length)];
        double value = (_random.NextDouble() - (shape.HasNegativeWeights ? 0.5 : 0)) * Scales[_random.Next(5)];
        return shape.IsDouble ? value : (float)value;
    }

    private Tree Tree(int tree, double[][] thresholds)
    {
        if (shape.Branches > 0)
            return LeafByLeaf(tree, thresholds);
        var nodes = new List<TreeNode>();
        Grow(0);
        return new Tree(nodes);

        int Grow(int depth)
        {
            int position = nodes.Count;
            bool isLeaf = depth == shape.Depth || depth > 0 && (shape.IsLopsided ? false : _random.Next(100) < shape.LeafPercent);
            nodes.Add(isLeaf ? TreeNode.Leaf(Votes(tree)) : Branch(thresholds));
            if (isLeaf)
                return position;
            bool isTrueLong = _random.Next(2) == 0;
            int trueChild = shape.IsLopsided && !isTrueLong ? AddLeaf() : Grow(depth + 1);
            int falseChild = shape.IsLopsided && isTrueLong ? AddLeaf() : Grow(depth + 1);
            nodes[position] = nodes[position] with { TrueChild = trueChild, FalseChild = falseChild };
            return position;
        }

        int AddLeaf()
        {
            nodes.Add(TreeNode.Leaf(Votes(tree)));
            return nodes.Count - 1;
        }
    }

    private Tree LeafByLeaf(int tree, double[][] thresholds)
    {
        var nodes = new List<TreeNode> { TreeNode.Leaf(Votes(tree)) };
        List<(int Position, int Depth)> open = [(0, 0)];
        for (int i = 0; i < shape.Branches && open.Count > 0; i++)
        {
            int chosen = _random.Next(open.Count);
            (int position, int depth) = open[chosen];
            open.RemoveAt(chosen);
            if (depth == shape.Depth)
                continue;
            nodes[position] = Branch(thresholds) with { TrueChild = nodes.Count, FalseChild = nodes.Count + 1 };
            for (int child = 0; child < 2; child++)
            {
                open.Add((nodes.Count, depth + 1));
                nodes.Add(TreeNode.Leaf(Votes(tree)));
            }
        }

        return new Tree(nodes);
    }

    private TreeNode Branch(double[][] thresholds)
    {
        SplitRule rule = shape.Rules[_random.Next(shape.Rules.Length)];
        int feature = _random.Next(shape.Features);
        double[] choices = thresholds[feature];
        TreeNode branch = TreeNode.Branch(rule, feature, choices[_random.Next(choices.Length)], 0, 0, _random.Next(100) < shape.MissingPercent);
        return rule == SplitRule.Member
            ? branch with { Threshold = 0, Members = [.. Enumerable.Range(0, 1 + _random.Next(8)).Select(_ => choices[_random.Next(choices.Length)]).Distinct()] }
            : branch;
    }

    private Vote[] Votes(int tree)
    {
        int voted = shape.VotedTargets == 0 ? shape.Targets - shape.FirstVoted : shape.VotedTargets;
        return shape.VotesForAll
            ? [.. Enumerable.Range(shape.FirstVoted, voted).Select(target => new Vote(target, Weight()))]
            : [new Vote(shape.FirstVoted + tree % voted, Weight())];
    }
}
