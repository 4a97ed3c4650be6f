namespace LoanDefault.Core.Scoring.Trees;

/// <summary>What a node asks of its feature: true leads to the true child.</summary>
public enum SplitRule
{
    /// <summary>Nothing: the node is a leaf.</summary>
    Leaf,

    /// <summary>value &lt;= threshold.</summary>
    LessOrEqual,

    /// <summary>value &lt; threshold.</summary>
    Less,

    /// <summary>value &gt;= threshold.</summary>
    GreaterOrEqual,

    /// <summary>value &gt; threshold.</summary>
    Greater,

    /// <summary>value == threshold.</summary>
    Equal,

    /// <summary>value != threshold, which holds for NaN too.</summary>
    NotEqual,

    /// <summary>value is one of the node's members.</summary>
    Member,
}
