using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Tests.Core.Scoring.Trees.Support;

/// <summary>What a random ensemble is like.</summary>
public sealed record EnsembleShape
{
    public TreeOperator Operator { get; init; } = TreeOperator.Regressor;

    public int Features { get; init; } = 5;

    public int Trees { get; init; } = 10;

    /// <summary>The longest way to a leaf.</summary>
    public int Depth { get; init; } = 4;

    /// <summary>How likely a node above the depth is a leaf, in percent.</summary>
    public int LeafPercent { get; init; } = 10;

    /// <summary>Whether each branch but one ends at once: a tree as deep as it has branches.</summary>
    public bool IsLopsided { get; init; }

    /// <summary>A tree grown leaf by leaf, any leaf at a time, to so many branches at most; 0: level by level.</summary>
    public int Branches { get; init; }

    /// <summary>The rules that branches choose from.</summary>
    public SplitRule[] Rules { get; init; } = [SplitRule.Less];

    /// <summary>How many thresholds a feature has at most.</summary>
    public int Thresholds { get; init; } = 30;

    /// <summary>Whether thresholds may be infinite, zeros of both signs, denormal and the largest numbers.</summary>
    public bool HasOddThresholds { get; init; }

    /// <summary>Whether thresholds are whole numbers, as of categories.</summary>
    public bool HasWholeThresholds { get; init; }

    /// <summary>How likely a missing value is a yes, in percent.</summary>
    public int MissingPercent { get; init; } = 50;

    public int Targets { get; init; } = 1;

    /// <summary>Votes of a leaf: one for a target that the tree is of, or one for every target.</summary>
    public bool VotesForAll { get; init; }

    /// <summary>The first target that is voted for; those before get no vote.</summary>
    public int FirstVoted { get; init; }

    /// <summary>How many targets from the first on are voted for; 0: all.</summary>
    public int VotedTargets { get; init; }

    public bool HasNegativeWeights { get; init; } = true;

    /// <summary>Whether weights may be zeros of both signs, denormal and large.</summary>
    public bool HasOddWeights { get; init; }

    public int BaseValues { get; init; }

    public bool IsDouble { get; init; }

    public Aggregation Aggregation { get; init; }

    public PostTransform PostTransform { get; init; }

    public bool HasTextLabels { get; init; }
}
