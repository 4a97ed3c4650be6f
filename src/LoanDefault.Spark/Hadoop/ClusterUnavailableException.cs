using LoanDefault.Core.Errors;

namespace LoanDefault.Spark.Hadoop;

/// <summary>A cluster's file system does not answer, or not yet. The command ends with exit code 6.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="inner">What Java threw.</param>
public sealed class ClusterUnavailableException(string message, Exception? inner = null) : LoanDefaultException(message, inner)
{
    /// <inheritdoc/>
    public override bool IsTransient => true;
}
