namespace LoanDefault.Spark.Scoring;

/// <summary>How a run on Spark computes features. Either way the same code does, once a row, and the same bits are published.</summary>
public enum FeaturePlan
{
    /// <summary>Together with the scores: each row crosses to C# once.</summary>
    Fused,

    /// <summary>By <see cref="Features"/>, as a column of the data frame that is then scored: each row crosses twice.</summary>
    Udf,
}
