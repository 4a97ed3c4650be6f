namespace LoanDefault.Core.Scoring.Trees;

/// <summary>
/// The trees of an ONNX model in one form, whatever operator held them: checked, so that whoever evaluates it need not.
/// Never changes.
/// </summary>
public sealed class TreeEnsemble
{
    /// <summary>The operator it was read from.</summary>
    public required TreeOperator Operator { get; init; }

    /// <summary>How many features a row has.</summary>
    public required int FeatureCount { get; init; }

    /// <summary>How many sums there are: a regressor's targets, a classifier's labels.</summary>
    public required int TargetCount { get; init; }

    /// <summary>
    /// Whether thresholds, weights and sums are double; otherwise each is a float, and so is every step of a sum.
    /// </summary>
    public bool IsDouble { get; init; }

    /// <summary>The trees in the order in which ONNX Runtime adds them; at least one.</summary>
    public required IReadOnlyList<Tree> Trees { get; init; }

    /// <summary>How leaves become sums.</summary>
    public Aggregation Aggregation { get; init; }

    /// <summary>What is added at the end: nothing, one a target, or a two-label classifier's one value.</summary>
    public IReadOnlyList<double> BaseValues { get; init; } = [];

    /// <summary>What is done to the sums after that.</summary>
    public PostTransform PostTransform { get; init; }

    /// <summary>A classifier's labels when they are numbers; otherwise empty.</summary>
    public IReadOnlyList<long> NumberLabels { get; init; } = [];

    /// <summary>A classifier's labels when they are texts; otherwise empty.</summary>
    public IReadOnlyList<string> TextLabels { get; init; } = [];

    /// <summary>How many questions the longest way through a tree has.</summary>
    public int Depth => Trees.Max(t => t.Depth);

    /// <summary>The largest number of leaves of a tree.</summary>
    public int LargestLeafCount => Trees.Max(t => t.LeafCount);

    /// <summary>The same model with its first trees only.</summary>
    /// <param name="trees">How many, at least 1.</param>
    internal TreeEnsemble First(int trees) => With([.. Trees.Take(trees)], FeatureCount);

    /// <summary>The same model with other trees.</summary>
    /// <param name="trees">The trees.</param>
    /// <param name="features">How many features they ask.</param>
    internal TreeEnsemble With(IReadOnlyList<Tree> trees, int features) => new()
    {
        Operator = Operator,
        FeatureCount = features,
        TargetCount = TargetCount,
        IsDouble = IsDouble,
        Trees = trees,
        Aggregation = Aggregation,
        BaseValues = BaseValues,
        PostTransform = PostTransform,
        NumberLabels = NumberLabels,
        TextLabels = TextLabels,
    };
}
