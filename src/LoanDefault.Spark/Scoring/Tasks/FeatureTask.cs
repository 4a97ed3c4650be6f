using LoanDefault.Arrow;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;
using LoanDefault.Core.Pipeline;

namespace LoanDefault.Spark.Scoring.Tasks;

/// <summary>One task's way from columns of applications to columns of features. Used by one thread.</summary>
internal sealed class FeatureTask : IDisposable
{
    private readonly ApplicationBatch _batch;
    private readonly FeatureBuilder _builder;
    private readonly ArrowBatchFiller _filler;
    private readonly FeatureColumns _columns;
    private readonly FeatureWork? _work;

    /// <summary>Makes the buffers.</summary>
    /// <param name="features">The features.</param>
    /// <param name="columns">The contract's position of each column that comes.</param>
    /// <param name="work">Where the task's work is counted, which then comes back as a column; null for neither.</param>
    public FeatureTask(FeatureSet features, IReadOnlyList<int> columns, FeatureWork? work)
    {
        _batch = new ApplicationBatch(features.Contract);
        _builder = new FeatureBuilder(features);
        _filler = new ArrowBatchFiller(features.Contract, columns);
        _columns = new FeatureColumns(features, work is not null);
        _work = work;
    }

    /// <summary>Computes the features of a batch, in runs of Core's length.</summary>
    /// <param name="columns">The columns, of equal length; more than are named are not read.</param>
    /// <returns>Columns as <see cref="FeatureColumns"/> says; valid until the next call.</returns>
    public StructArray Compute(ArrowArray[] columns)
    {
        long begin = ThreadTime.Now();
        int rows = columns[0].Length;
        _columns.Begin(rows);
        for (int start = 0; start < rows; start += ApplicationBatch.Capacity)
        {
            _filler.Fill(columns, start, Math.Min(ApplicationBatch.Capacity, rows - start), _batch);
            _batch.MarkMissingAsNaN();
            _builder.Build(_batch);
            _columns.Add(_builder.Matrix);
        }

        return _columns.ToArray(_work?.Add(rows, ThreadTime.Now() - begin));
    }

    public void Dispose()
    {
        _work?.End();
        _builder.Dispose();
        _batch.Dispose();
    }
}
