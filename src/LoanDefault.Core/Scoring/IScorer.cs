using LoanDefault.Core.Features;

namespace LoanDefault.Core.Scoring;

/// <summary>A model that is ready to score. Safe to share between threads.</summary>
public interface IScorer : IDisposable
{
    /// <summary>Number of features that the model takes.</summary>
    int FeatureCount { get; }

    /// <summary>What runs the model, for logs and summaries, for example <c>onnxruntime 1.23</c>.</summary>
    string Name { get; }

    /// <summary>Creates the buffers that one thread scores with.</summary>
    IScorerSession CreateSession();
}

/// <summary>One thread's way to score.</summary>
public interface IScorerSession : IDisposable
{
    /// <summary>Scores a batch.</summary>
    /// <param name="features">The features; NaN is missing.</param>
    /// <param name="margins">Receives the log odds of default, one a row, exactly as the model's float says.</param>
    void Score(FeatureMatrix features, Span<double> margins);
}
