using LoanDefault.Arrow;

namespace LoanDefault.Spark.Functions;

/// <summary>
/// A function over the batches of one partition (<c>DataFrame.MapInArrow</c>). It may return any number of rows in any number
/// of batches, all of one schema: the declared one, by position, name and type. It runs once for each partition, empty ones too,
/// and is pulled: Spark's next batch is read when the function asks for it.
/// </summary>
/// <param name="batches">
/// The partition's rows; can be enumerated once. A batch is valid until the next one is asked for: keep a <c>Clone</c> of what
/// must live longer.
/// </param>
/// <param name="task">Which task runs, and what the driver sent along.</param>
/// <returns>The result; a batch is sent before the next one is asked for, so the function may reuse its memory.</returns>
public delegate IEnumerable<RecordBatch> ArrowMap(IEnumerable<RecordBatch> batches, TaskContext task);
