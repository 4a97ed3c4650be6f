using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Scoring.Graphs;

/// <summary>
/// Brings what is done to columns before they reach the trees into the trees' questions. Each step keeps or turns round the
/// order of floats, so that "scaled value below t" is "value below another t" exactly: that float is found by halving the
/// floats themselves. The trees then ask the columns of the table, and the steps need not be done.
/// </summary>
internal sealed class ThresholdFolding(IReadOnlyList<ColumnExpression> columns)
{
    private const int LowestOrder = -LargestOrder;
    private const int LargestOrder = 0x7F80_0000;

    private readonly Dictionary<(int Feature, SplitRule Rule, double Threshold, bool MissingIsTrue), TreeNode> _folded = [];

    /// <summary>Folds a model.</summary>
    /// <param name="ensemble">Its trees of floats, as they are in the file.</param>
    /// <param name="columnCount">How many columns the model's inputs have.</param>
    /// <returns>The trees over the inputs' columns; null where a question has no such form.</returns>
    public TreeEnsemble? Fold(TreeEnsemble ensemble, int columnCount)
    {
        if (columns.Count == columnCount && columns.Index().All(c => c.Item.Column == c.Index && c.Item.Steps.Count == 0))
            return ensemble;
        var trees = new Tree[ensemble.Trees.Count];
        for (int t = 0; t < trees.Length; t++)
        {
            var nodes = new TreeNode[ensemble.Trees[t].Nodes.Count];
            for (int n = 0; n < nodes.Length; n++)
            {
                if (Fold(ensemble.Trees[t].Nodes[n]) is not { } folded)
                    return null;
                nodes[n] = folded;
            }

            trees[t] = new Tree(nodes);
        }

        return ensemble.With(trees, columnCount);
    }

    private TreeNode? Fold(TreeNode node)
    {
        if (node.IsLeaf)
            return node;
        ColumnExpression column = columns[node.Feature];
        if (column.Steps.Count == 0)
            return node with { Feature = column.Column };
        if (!_folded.TryGetValue((node.Feature, node.Rule, node.Threshold, node.MissingIsTrue), out TreeNode? question))
        {
            question = Question(node, column);
            if (question is null)
                return null;
            _folded.Add((node.Feature, node.Rule, node.Threshold, node.MissingIsTrue), question);
        }

        // An inequality became an equality: its children change places.
        return node.Rule == SplitRule.NotEqual && question.Rule != SplitRule.NotEqual
            ? question with { TrueChild = node.FalseChild, FalseChild = node.TrueChild }
            : question with { TrueChild = node.TrueChild, FalseChild = node.FalseChild };
    }

    private static TreeNode? Question(TreeNode node, ColumnExpression column)
    {
        float missing = column.Apply(float.NaN);
        switch (node.Rule)
        {
            case SplitRule.Member:
                return null;
            case SplitRule.Equal:
                return Equality(node, column, float.IsNaN(missing) ? node.MissingIsTrue : missing == node.Threshold);
            case SplitRule.NotEqual:
                return Inequality(node, column, missing == node.Threshold);
            default:
                return Order(node, column, float.IsNaN(missing) ? node.MissingIsTrue : node.Answers(missing));
        }
    }

    // The answers are yes up to a float and no above it, or the other way round.
    private static TreeNode Order(TreeNode node, ColumnExpression column, bool missingIsTrue)
    {
        bool isLowSet = (node.Rule is SplitRule.Less or SplitRule.LessOrEqual) != column.IsDecreasing;
        int last = LastOf(order => node.Answers(column.Apply(FloatAt(order))) == isLowSet);
        // Beyond all floats there is none to compare with: every number answers alike.
        (SplitRule rule, float threshold) = (isLowSet, last) switch
        {
            (true, < LowestOrder) => (SplitRule.Less, float.NegativeInfinity),
            (true, _) => (SplitRule.LessOrEqual, FloatAt(last)),
            (false, >= LargestOrder) => (SplitRule.Greater, float.PositiveInfinity),
            (false, _) => (SplitRule.GreaterOrEqual, FloatAt(last + 1)),
        };
        return node with { Rule = rule, Feature = column.Column, Threshold = threshold, MissingIsTrue = missingIsTrue };
    }

    // NaN differs from everything; where it stands for the number itself, the question must be put the other way.
    private static TreeNode? Inequality(TreeNode node, ColumnExpression column, bool missingIsEqual)
    {
        TreeNode? equality = Equality(node, column, missingIsEqual);
        return equality is { Rule: SplitRule.Equal, MissingIsTrue: false } ? equality with { Rule = SplitRule.NotEqual } : equality;
    }

    // Asks for equality whatever the node asks.
    private static TreeNode? Equality(TreeNode node, ColumnExpression column, bool missingIsTrue)
    {
        double threshold = node.Threshold;
        bool isDecreasing = column.IsDecreasing;
        int before = LastOf(order => isDecreasing ? column.Apply(FloatAt(order)) > threshold : column.Apply(FloatAt(order)) < threshold);
        int last = LastOf(order => isDecreasing ? column.Apply(FloatAt(order)) >= threshold : column.Apply(FloatAt(order)) <= threshold);
        return (last - before) switch
        {
            0 => node with { Rule = SplitRule.Less, Feature = column.Column, Threshold = float.NegativeInfinity, MissingIsTrue = missingIsTrue },
            1 => node with { Rule = SplitRule.Equal, Feature = column.Column, Threshold = FloatAt(last), MissingIsTrue = missingIsTrue },
            // Several floats become one: no single question asks for them.
            _ => null,
        };
    }

    /// <summary>The last place in the order of floats up to which all hold; one before the first where none does.</summary>
    private static int LastOf(Predicate<int> holds)
    {
        int right = LowestOrder - 1, wrong = LargestOrder + 1;
        while ((long)wrong - right > 1)
        {
            int middle = (int)(((long)right + wrong) / 2);
            if (holds(middle))
                right = middle;
            else
                wrong = middle;
        }

        return right;
    }

    // Floats in order, from the lowest infinity to the highest; both zeros have one place, as they compare equal.
    private static float FloatAt(int order) => BitConverter.Int32BitsToSingle(order >= 0 ? order : int.MinValue - order);
}
