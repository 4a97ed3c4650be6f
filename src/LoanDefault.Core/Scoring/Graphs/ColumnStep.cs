namespace LoanDefault.Core.Scoring.Graphs;

/// <summary>What is done to one number, with another that the model holds.</summary>
internal enum NumberOperation
{
    /// <summary>number + constant.</summary>
    Add,

    /// <summary>number - constant.</summary>
    Subtract,

    /// <summary>constant - number.</summary>
    SubtractFrom,

    /// <summary>number * constant.</summary>
    Multiply,

    /// <summary>number / constant.</summary>
    Divide,

    /// <summary>The constant in place of NaN.</summary>
    Impute,
}

/// <summary>A step of a column's way to the trees, or of a score's way from them: one operation of floats, rounded once.</summary>
/// <param name="Operation">What is done.</param>
/// <param name="Constant">The number of the model.</param>
internal readonly record struct ColumnStep(NumberOperation Operation, float Constant)
{
    /// <summary>Whether it turns the order of numbers round.</summary>
    public bool IsDecreasing => Operation == NumberOperation.SubtractFrom
        || Operation is NumberOperation.Multiply or NumberOperation.Divide && Constant < 0;

    /// <summary>Whether it keeps or turns round the order of all numbers, infinite ones too, and makes NaN of none.</summary>
    public bool IsMonotone => float.IsFinite(Constant)
        && (Operation is not (NumberOperation.Multiply or NumberOperation.Divide) || Constant != 0);

    /// <summary>Does it.</summary>
    public float Apply(float value) => Operation switch
    {
        NumberOperation.Add => value + Constant,
        NumberOperation.Subtract => value - Constant,
        NumberOperation.SubtractFrom => Constant - value,
        NumberOperation.Multiply => value * Constant,
        NumberOperation.Divide => value / Constant,
        _ => float.IsNaN(value) ? Constant : value,
    };
}
