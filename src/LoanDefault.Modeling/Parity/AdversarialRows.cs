using LoanDefault.Onnx.Trees;

namespace LoanDefault.Modeling.Parity;

/// <summary>Rows at which two evaluations of the same trees would differ if they differ anywhere.</summary>
internal static class AdversarialRows
{
    private static readonly float[] Special = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f, -0f];

    /// <summary>
    /// One row for every threshold and its two neighbours, and for every special value in every feature, the other
    /// features as in one of the given rows; then rows of one special value only.
    /// </summary>
    /// <param name="ensemble">The trees.</param>
    /// <param name="rows">Where the other features come from; at least one row.</param>
    public static FloatMatrix Around(TreeEnsemble ensemble, FloatMatrix rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows.RowCount, 1);
        var values = new List<float>();
        var next = 0;
        for (var feature = 0; feature < ensemble.FeatureCount; feature++)
        {
            foreach (var value in ValuesOf(ensemble, feature))
            {
                values.AddRange(rows.Row(next++ % rows.RowCount));
                values[values.Count - ensemble.FeatureCount + feature] = value;
            }
        }
        foreach (var value in Special)
            values.AddRange(Enumerable.Repeat(value, ensemble.FeatureCount));
        return new FloatMatrix([.. values], ensemble.FeatureCount);
    }

    /// <summary>
    /// Rows whose every feature is a threshold, a neighbour of one, or a special value, chosen by a seed. They hold
    /// nothing of any applicant, so they may travel with the model.
    /// </summary>
    public static FloatMatrix Mixed(TreeEnsemble ensemble, int count, int seed)
    {
        var random = new Random(seed);
        var choices = Enumerable.Range(0, ensemble.FeatureCount).Select(f => ValuesOf(ensemble, f).ToArray()).ToArray();
        var values = new float[count * ensemble.FeatureCount];
        for (var i = 0; i < values.Length; i++)
        {
            var choice = choices[i % ensemble.FeatureCount];
            values[i] = choice[random.Next(choice.Length)];
        }
        return new FloatMatrix(values, ensemble.FeatureCount);
    }

    private static IEnumerable<float> ValuesOf(TreeEnsemble ensemble, int feature) => ensemble.Trees
        .SelectMany(t => t.Nodes)
        .Where(n => !n.IsLeaf && n.Feature == feature)
        .Select(n => n.Threshold)
        .Distinct()
        .Order()
        .SelectMany(t => (float[])[float.BitDecrement(t), t, float.BitIncrement(t)])
        .Concat(Special);
}
