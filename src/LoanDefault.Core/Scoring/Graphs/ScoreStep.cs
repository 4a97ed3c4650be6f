namespace LoanDefault.Core.Scoring.Graphs;

/// <summary>How a row's scores are brought to one length (ai.onnx.ml's <c>Normalizer</c>).</summary>
internal enum ScoreNorm
{
    /// <summary>Divided by the largest.</summary>
    Max,

    /// <summary>Divided by the sum of their magnitudes.</summary>
    L1,

    /// <summary>Divided by the root of the sum of their squares.</summary>
    L2,
}

/// <summary>A step of a row's scores from the trees to the model's output, as ONNX Runtime does it.</summary>
/// <param name="Steps">One operation a score; empty where it is a norm.</param>
/// <param name="Norm">The norm; null where it is operations.</param>
internal sealed record ScoreStep(IReadOnlyList<ColumnStep> Steps, ScoreNorm? Norm = null)
{
    /// <summary>Does it in place.</summary>
    /// <param name="scores">A row's scores.</param>
    public void Apply(Span<float> scores)
    {
        for (int i = 0; i < Steps.Count; i++)
            scores[i] = Steps[i].Apply(scores[i]);
        switch (Norm)
        {
            case ScoreNorm.Max:
                DivideByMax(scores);
                break;
            case ScoreNorm.L1:
                DivideBySum(scores);
                break;
            case ScoreNorm.L2:
                DivideByRoot(scores);
                break;
        }
    }

    private static void DivideByMax(Span<float> scores)
    {
        float largest = float.MinValue;
        foreach (float score in scores)
            largest = score > largest ? score : largest;
        Divide(scores, largest);
    }

    private static void DivideBySum(Span<float> scores)
    {
        float sum = 0;
        foreach (float score in scores)
            sum += MathF.Abs(score);
        Divide(scores, sum);
    }

    private static void DivideByRoot(Span<float> scores)
    {
        float sum = 0;
        foreach (float score in scores)
            sum += score * score;
        if (sum == 0)
            return;
        foreach (ref float score in scores)
        {
            float root = MathF.Sqrt(score * score / sum);
            score = score < 0 ? -root : root;
        }
    }

    private static void Divide(Span<float> scores, float by)
    {
        if (by == 0)
            return;
        foreach (ref float score in scores)
            score /= by;
    }
}
