using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring;

namespace LoanDefault.Tests.Core.Support;

/// <summary>A model whose margin is its first feature; counts the rows that it scores.</summary>
internal sealed class LinearScorer(int featureCount) : IScorer
{
    private int _rows;

    public int FeatureCount => featureCount;

    public string Name => "linear";

    public int Rows => _rows;

    public IScorerSession CreateSession() => new Session(this);

    public void Dispose()
    {
    }

    private sealed class Session(LinearScorer owner) : IScorerSession
    {
        public void Score(FeatureMatrix features, Span<double> margins)
        {
            Interlocked.Add(ref owner._rows, features.Count);
            ReadOnlySpan<float> first = features.Column(0);
            for (int row = 0; row < first.Length; row++)
                margins[row] = first[row];
        }

        public void Dispose()
        {
        }
    }
}
