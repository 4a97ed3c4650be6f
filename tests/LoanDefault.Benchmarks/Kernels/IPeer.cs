namespace LoanDefault.Benchmarks.Kernels;

/// <summary>A way to score the rows that it was made with.</summary>
internal interface IPeer : IDisposable
{
    /// <summary>Scores all rows.</summary>
    /// <param name="margins">Receives one a row.</param>
    void ScoreAll(float[] margins);

    /// <summary>Scores one row in a call of its own.</summary>
    /// <param name="row">The row.</param>
    float ScoreOne(int row);
}
