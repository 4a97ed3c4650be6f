namespace LoanDefault.Onnx.Trees;

/// <summary>A sum of decision trees: the margin (log-odds) of the positive class.</summary>
public sealed class TreeEnsemble
{
    private readonly DecisionTree[] _trees;

    /// <summary>Makes an ensemble and checks that it can be evaluated.</summary>
    /// <param name="featureCount">How many features a row has; at least 1.</param>
    /// <param name="trees">The trees in the order in which they are summed; at least one.</param>
    /// <param name="baseMargin">What is added after the last tree; log-odds; finite.</param>
    /// <exception cref="ArgumentException">A tree asks about a feature that a row lacks, or there is no tree.</exception>
    public TreeEnsemble(int featureCount, IEnumerable<DecisionTree> trees, float baseMargin)
    {
        ArgumentNullException.ThrowIfNull(trees);
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        if (!float.IsFinite(baseMargin))
            throw new ArgumentException($"the base margin {baseMargin} is not finite", nameof(baseMargin));
        _trees = trees.ToArray();
        if (_trees.Length == 0)
            throw new ArgumentException("an ensemble needs at least one tree", nameof(trees));
        for (var i = 0; i < _trees.Length; i++)
        {
            var highest = _trees[i].Nodes.Max(n => n.Feature);
            if (highest >= featureCount)
                throw new ArgumentException($"tree {i} asks about feature {highest}; a row has {featureCount}", nameof(trees));
        }
        FeatureCount = featureCount;
        BaseMargin = baseMargin;
    }

    /// <summary>How many features a row has.</summary>
    public int FeatureCount { get; }

    /// <summary>The trees in the order in which they are summed.</summary>
    public IReadOnlyList<DecisionTree> Trees => _trees;

    /// <summary>What is added after the last tree; log-odds.</summary>
    public float BaseMargin { get; }

    /// <summary>
    /// The reference for every other way to evaluate the ensemble: float32, trees in order from zero, the base last, which
    /// is the order of ONNX Runtime on one thread.
    /// </summary>
    /// <param name="row">The features of one row in order; NaN is missing; infinities are values.</param>
    /// <returns>The margin: log-odds of the positive class.</returns>
    /// <exception cref="ArgumentException">The row has another number of features.</exception>
    public float Margin(ReadOnlySpan<float> row)
    {
        if (row.Length != FeatureCount)
            throw new ArgumentException($"the row has {row.Length} features, the model {FeatureCount}", nameof(row));
        var sum = 0f;
        foreach (var tree in _trees)
            sum += tree.Evaluate(row);
        return sum + BaseMargin;
    }
}
