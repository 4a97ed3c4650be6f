using System.Globalization;
using LoanDefault.Modeling;
using LoanDefault.Modeling.XGBoost;

namespace LoanDefault.Benchmarks.Kernels;

/// <summary>XGBoost's inplace prediction by its C interface.</summary>
internal sealed class XGBoostPeer : IPeer
{
    private readonly FloatMatrix _rows;
    private readonly FloatMatrix _one;
    private readonly Booster _booster;
    private readonly float[] _margin = new float[1];

    /// <summary>Loads the model.</summary>
    /// <param name="model">XGBoost's JSON document.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="threads">XGBoost's threads.</param>
    public XGBoostPeer(byte[] model, FloatMatrix rows, int threads)
    {
        _rows = rows;
        _one = new FloatMatrix(new float[rows.ColumnCount], rows.ColumnCount);
        _booster = new Booster([]);
        _booster.Load(model);
        _booster.SetParameter("nthread", threads.ToString(CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public void ScoreAll(float[] margins) => _booster.PredictMargins(_rows, 0, margins);

    /// <inheritdoc/>
    public float ScoreOne(int row)
    {
        _rows.Row(row).CopyTo(_one.Values);
        _booster.PredictMargins(_one, 0, _margin);
        return _margin[0];
    }

    /// <inheritdoc/>
    public void Dispose() => _booster.Dispose();
}
