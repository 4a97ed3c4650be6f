using LoanDefault.Arrow;
using LoanDefault.Arrow.Types;
using LoanDefault.Spark.Functions;

namespace LoanDefault.Spark.Worker.Tasks;

/// <summary>Vectorised functions: from each batch of argument columns one batch of result columns, as long, one for each call.</summary>
internal sealed class VectorTask : ITaskBody
{
    private readonly List<Call> _calls = [];
    private readonly TaskContext _task;
    private Schema? _schema;

    /// <exception cref="FunctionRefusedException">A function is not here or has another shape.</exception>
    public VectorTask(IEnumerable<FunctionCall> calls, TaskContext task)
    {
        _task = task;
        foreach (FunctionCall call in calls)
            _calls.Add(new Call(call.ArgumentColumns, [.. call.Commands.Select(command => Bind(FunctionReference.Parse(command)))]));
    }

    public bool UnwrapsInput => false;

    public IReadOnlyList<byte[]> AccumulatorUpdates => _task.AccumulatorUpdates;

    public void Run(InputBatches batches, TaskReply reply)
    {
        try
        {
            foreach (RecordBatch batch in batches)
                reply.Write(Apply(batch));
        }
        finally
        {
            foreach (Step step in _calls.SelectMany(call => call.Steps))
                step.Task.Forget();
        }
    }

    private RecordBatch Apply(RecordBatch batch)
    {
        ArrowArray[] columns = [.. _calls.Select(call => call.Apply(batch))];
        if (_schema is null || columns.Where((column, i) => !column.DataType.Equals(_schema.Fields[i].DataType)).Any())
            _schema = new Schema(columns.Select((column, i) => new Field($"_{i}", column.DataType, nullable: true)));
        return new RecordBatch(_schema, columns, batch.Length);
    }

    private Step Bind(FunctionReference reference) => new(
        VectorFunction.Bind(reference, FunctionResolver.Resolve(reference, _task.SparkFilesDirectory)),
        _task.ForArgument(reference.Argument),
        ResultSchema.Of(reference));

    private sealed record Step(VectorFunction Function, TaskContext Task, ResultSchema? Declared);

    /// <summary>One result column: each function takes the result of the one before it.</summary>
    private sealed record Call(IReadOnlyList<int> Columns, IReadOnlyList<Step> Steps)
    {
        public ArrowArray Apply(RecordBatch batch)
        {
            ArrowArray[] arguments = [.. Columns.Select(column => batch.Column(column))];
            ArrowArray? result = null;
            foreach (Step step in Steps)
            {
                result = step.Function.Invoke(result is null ? arguments : [result], batch.Length, step.Task);
                step.Declared?.Check(result);
            }
            return result!;
        }
    }
}
