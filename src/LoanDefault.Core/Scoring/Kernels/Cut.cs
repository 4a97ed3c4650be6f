using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>Every ordering question, brought to the one form "is the float x below this cut?".</summary>
/// <remarks>x &lt;= t is x &lt; the next float above t; x &gt; t and x &gt;= t are the opposite of x &lt;= t and x &lt; t.</remarks>
internal static class Cut
{
    /// <summary>Whether a rule asks for equality, not for order.</summary>
    public static bool IsSet(SplitRule rule) => rule is SplitRule.Equal or SplitRule.NotEqual or SplitRule.Member;

    /// <summary>The cut of a rule: NaN stands for one that even infinity is below. Never -0.</summary>
    public static float Of(SplitRule rule, double threshold) => rule switch
    {
        SplitRule.Less or SplitRule.GreaterOrEqual => FirstFloatFrom(threshold),
        SplitRule.LessOrEqual or SplitRule.Greater => FirstFloatAbove(threshold),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "the rule has no order"),
    };

    /// <summary>A set's members that a float can be, sorted and distinct.</summary>
    public static float[] MembersOf(TreeNode node)
    {
        IEnumerable<double> members = node.Rule == SplitRule.Member ? node.Members! : [node.Threshold];
        return [.. members.Where(m => (float)m == m).Select(m => WithoutSign((float)m)).Distinct().Order()];
    }

    private static float FirstFloatFrom(double threshold)
    {
        // The cast rounds to nearest, so that the neighbour above is the furthest it can be away.
        float near = (float)threshold;
        return WithoutSign(near >= threshold ? near : float.BitIncrement(near));
    }

    private static float FirstFloatAbove(double threshold)
    {
        float near = (float)threshold;
        if (near > threshold)
            return WithoutSign(near);
        return float.IsPositiveInfinity(near) ? float.NaN : WithoutSign(float.BitIncrement(near));
    }

    private static float WithoutSign(float value) => value == 0 ? 0 : value;
}
