using LoanDefault.Arrow;
using LoanDefault.Core.Features;

namespace LoanDefault.Spark.Scoring.Tasks;

/// <summary>Brings features that came as <see cref="FeatureColumns"/> back into Core's matrix. Owned by one thread at a time.</summary>
/// <param name="count">Number of features.</param>
internal sealed class FeatureColumnsReader(int count) : IDisposable
{
    /// <summary>The features of the rows that were read last.</summary>
    public FeatureMatrix Matrix { get; } = new(count);

    /// <summary>The task's work as far as its rows were read.</summary>
    public FeatureWorkSum Work { get; private set; }

    /// <summary>Reads some rows.</summary>
    /// <param name="source">The features, and the work behind them.</param>
    /// <param name="start">The first row.</param>
    /// <param name="rows">How many, at most as many as a matrix holds.</param>
    public void Read(StructArray source, int start, int rows)
    {
        Matrix.Reset(rows);
        for (int feature = 0; feature < count; feature++)
            Read((FloatArray)source.Fields[feature], start, Matrix.Column(feature));
        var work = (StringArray)source.Fields[count];
        for (int row = start; row < start + rows; row++)
        {
            if (work.IsValid(row) && FeatureWorkSum.Parse(work.GetBytes(row)) is var told && told.Rows > Work.Rows)
                Work = told;
        }
    }

    public void Dispose() => Matrix.Dispose();

    private static void Read(FloatArray source, int start, Span<float> destination)
    {
        source.Values.Slice(start, destination.Length).CopyTo(destination);
        if (source.NullCount == 0)
            return;
        for (int row = 0; row < destination.Length; row++)
        {
            if (source.IsNull(start + row))
                destination[row] = float.NaN;
        }
    }
}
