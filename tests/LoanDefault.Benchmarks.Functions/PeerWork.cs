using System.Collections.Concurrent;
using LoanDefault.Arrow;
using LoanDefault.Core.Models;
using LoanDefault.Core.Scoring;
using LoanDefault.Spark.Functions;

namespace LoanDefault.Benchmarks.Functions;

/// <summary>What PySpark's functions in <c>Peers/scoring.py</c> do, in C#.</summary>
public static class PeerWork
{
    private static readonly ConcurrentDictionary<(string Folder, ScorerChoice Choice), Lazy<IScorer>> Models = new();

    /// <summary>Gives back what comes.</summary>
    public static IEnumerable<RecordBatch> Identity(IEnumerable<RecordBatch> batches, TaskContext task) => batches;

    /// <summary>As <see cref="ScoreByKernel"/>, by ONNX Runtime, as PySpark does.</summary>
    /// <param name="batches">The rows.</param>
    /// <param name="task">Its argument is the folder of the model package; a process loads it once.</param>
    /// <returns>The id and the probability of default.</returns>
    public static IEnumerable<RecordBatch> ScoreByOnnxRuntime(IEnumerable<RecordBatch> batches, TaskContext task) =>
        Score(batches, task, ScorerChoice.OnnxRuntime);

    /// <summary>Scores rows whose first column is the id and whose others are the model's features, numbers.</summary>
    /// <param name="batches">The rows.</param>
    /// <param name="task">Its argument is the folder of the model package; a process loads it once.</param>
    /// <returns>The id and the probability of default.</returns>
    public static IEnumerable<RecordBatch> ScoreByKernel(IEnumerable<RecordBatch> batches, TaskContext task) =>
        Score(batches, task, ScorerChoice.Kernel);

    private static IEnumerable<RecordBatch> Score(IEnumerable<RecordBatch> batches, TaskContext task, ScorerChoice choice)
    {
        IScorer model = Models.GetOrAdd((task.Argument!, choice), static m => new Lazy<IScorer>(() => ModelPackage.Load(m.Folder).CreateScorer(m.Choice))).Value;
        using var rows = new RowScorer(model);
        foreach (RecordBatch batch in batches)
            yield return rows.Score(batch);
    }
}
