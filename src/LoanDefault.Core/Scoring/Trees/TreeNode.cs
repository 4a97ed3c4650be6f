namespace LoanDefault.Core.Scoring.Trees;

/// <summary>One node of a tree: a question about a feature, or a leaf with votes.</summary>
/// <param name="Rule">What is asked.</param>
/// <param name="Feature">The position of the feature that is asked; 0 in a leaf.</param>
/// <param name="Threshold">What the value is compared with, exactly as the model has it; 0 in a leaf and with members.</param>
/// <param name="TrueChild">The position in the tree of the next node if the answer is yes; 0 in a leaf.</param>
/// <param name="FalseChild">The position in the tree of the next node if it is no; 0 in a leaf.</param>
/// <param name="MissingIsTrue">Whether NaN is a yes, whatever the rule makes of it.</param>
/// <param name="Members">The values of <see cref="SplitRule.Member"/>; null with any other rule.</param>
/// <param name="Votes">What a leaf adds, in order, at most once a target; null in a branch.</param>
public sealed record TreeNode(
    SplitRule Rule,
    int Feature,
    double Threshold,
    int TrueChild,
    int FalseChild,
    bool MissingIsTrue,
    IReadOnlyList<double>? Members,
    IReadOnlyList<Vote>? Votes)
{
    /// <summary>Whether the node is a leaf.</summary>
    public bool IsLeaf => Rule == SplitRule.Leaf;

    /// <summary>Makes a leaf.</summary>
    /// <param name="votes">What it adds.</param>
    public static TreeNode Leaf(params IReadOnlyList<Vote> votes) => new(SplitRule.Leaf, 0, 0, 0, 0, MissingIsTrue: false, null, votes);

    /// <summary>Makes a branch on a threshold.</summary>
    public static TreeNode Branch(SplitRule rule, int feature, double threshold, int trueChild, int falseChild, bool missingIsTrue) =>
        new(rule, feature, threshold, trueChild, falseChild, missingIsTrue, null, null);

    /// <summary>Whether a value leads to the true child.</summary>
    /// <param name="value">The feature's value; NaN is missing.</param>
    public bool Answers(double value) => MissingIsTrue && double.IsNaN(value) || Rule switch
    {
        SplitRule.LessOrEqual => value <= Threshold,
        SplitRule.Less => value < Threshold,
        SplitRule.GreaterOrEqual => value >= Threshold,
        SplitRule.Greater => value > Threshold,
        SplitRule.Equal => value == Threshold,
        SplitRule.NotEqual => value != Threshold,
        SplitRule.Member => Contains(Members!, value),
        _ => throw new InvalidOperationException("a leaf asks nothing"),
    };

    // Not Contains of the list: that one finds NaN.
    private static bool Contains(IReadOnlyList<double> members, double value)
    {
        foreach (double member in members)
        {
            if (member == value)
                return true;
        }

        return false;
    }
}

/// <summary>What a leaf adds to one sum.</summary>
/// <param name="Target">Which sum.</param>
/// <param name="Weight">How much; finite; a float where the model's numbers are floats.</param>
public readonly record struct Vote(int Target, double Weight);
