namespace LoanDefault.Onnx.Trees;

/// <summary>One node of a decision tree: a branch on one feature, or a leaf with a weight.</summary>
/// <remarks>
/// A branch asks <c>value &lt; Threshold</c> in float32; a missing value (NaN) goes where <see cref="MissingIsTrue"/>
/// says. Made by <see cref="Branch"/> and <see cref="Leaf"/>; the default value is no node of any tree.
/// </remarks>
public readonly record struct TreeNode
{
    /// <summary>Whether the node is a leaf.</summary>
    public bool IsLeaf { get; private init; }

    /// <summary>The position of the feature that a branch asks about; 0 in a leaf.</summary>
    public int Feature { get; private init; }

    /// <summary>What a branch compares with; 0 in a leaf.</summary>
    public float Threshold { get; private init; }

    /// <summary>The position in the tree of the node for a value below the threshold; 0 in a leaf.</summary>
    public int TrueChild { get; private init; }

    /// <summary>The position in the tree of the node for any other value; 0 in a leaf.</summary>
    public int FalseChild { get; private init; }

    /// <summary>Whether a missing value goes to <see cref="TrueChild"/>.</summary>
    public bool MissingIsTrue { get; private init; }

    /// <summary>What a leaf adds to the margin; 0 in a branch.</summary>
    public float Weight { get; private init; }

    /// <summary>How much of the training data reached the node (XGBoost: the sum of the hessians); not negative.</summary>
    public float Cover { get; private init; }

    /// <summary>Makes a branch.</summary>
    public static TreeNode Branch(
        int feature, float threshold, int trueChild, int falseChild, bool missingIsTrue, float cover) => new()
        {
            Feature = feature,
            Threshold = threshold,
            TrueChild = trueChild,
            FalseChild = falseChild,
            MissingIsTrue = missingIsTrue,
            Cover = cover,
        };

    /// <summary>Makes a leaf.</summary>
    public static TreeNode Leaf(float weight, float cover) => new() { IsLeaf = true, Weight = weight, Cover = cover };
}
