namespace LoanDefault.Core.Scoring.Graphs;

/// <summary>A column of a tensor inside a model: one column of the model's inputs, and what was done to it.</summary>
/// <param name="Column">The position among all columns of all inputs.</param>
/// <param name="Kind">What the numbers are now.</param>
/// <param name="Steps">What was done, as floats.</param>
internal sealed record ColumnExpression(int Column, NumberKind Kind, IReadOnlyList<ColumnStep> Steps)
{
    /// <summary>Whether the order of numbers is turned round on the way.</summary>
    public bool IsDecreasing => Steps.Count(s => s.IsDecreasing) % 2 == 1;

    /// <summary>The same with a further step.</summary>
    public ColumnExpression Then(ColumnStep step) => this with { Steps = [.. Steps, step] };

    /// <summary>What a number becomes.</summary>
    public float Apply(float value)
    {
        foreach (ColumnStep step in Steps)
            value = step.Apply(value);
        return value;
    }
}
