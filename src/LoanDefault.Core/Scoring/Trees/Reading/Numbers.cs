namespace LoanDefault.Core.Scoring.Trees.Reading;

/// <summary>Which numbers a model may hold.</summary>
internal static class Numbers
{
    public static void CheckThreshold(NodeAttributes attributes, long tree, long node, double value)
    {
        // Infinite ones are real: exporters write them for "any value".
        if (double.IsNaN(value))
            throw attributes.Broken(tree, node, "its threshold is NaN");
    }

    public static void CheckWeight(NodeAttributes attributes, long tree, long node, double value)
    {
        if (!double.IsFinite(value))
            throw attributes.Broken(tree, node, $"its leaf's weight is {value}");
    }

    public static double[] BaseValues(NodeAttributes attributes, bool isDouble)
    {
        double[] values = attributes.Numbers("base_values", isDouble);
        return Array.TrueForAll(values, double.IsFinite)
            ? values
            : throw attributes.Broken("a base value is not finite");
    }
}
