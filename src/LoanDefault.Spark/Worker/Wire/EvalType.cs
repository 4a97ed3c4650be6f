namespace LoanDefault.Spark.Worker.Wire;

/// <summary>Spark's numbers for the ways in which it calls a function.</summary>
internal static class EvalType
{
    /// <summary>Rows in Python's own encoding over Arrow; never ours, but its description is laid out as those from 200 on.</summary>
    public const int ArrowBatched = 101;

    /// <summary>The first of those whose rows travel as Arrow.</summary>
    public const int FirstArrow = 200;

    /// <summary>Vectorised functions: columns in, one column out, of equal length.</summary>
    public const int Scalar = 200;

    /// <summary>Map over batches of pandas frames; never ours.</summary>
    public const int MapInPandas = 205;

    /// <summary>Map over Arrow batches.</summary>
    public const int MapInArrow = 207;
}
