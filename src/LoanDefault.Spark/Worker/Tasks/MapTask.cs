using System.Reflection;
using LoanDefault.Arrow;
using LoanDefault.Arrow.Types;
using LoanDefault.Spark.Functions;

namespace LoanDefault.Spark.Worker.Tasks;

/// <summary>A map over batches: the columns travel as the fields of one struct column, in both directions.</summary>
internal sealed class MapTask : ITaskBody
{
    private readonly FunctionReference _function;
    private readonly ArrowMap _map;
    private readonly TaskContext _task;
    private readonly ResultSchema? _declared;
    private Schema? _columns;
    private Schema? _wrapped;

    /// <exception cref="FunctionRefusedException">The function is not here or not a map.</exception>
    public MapTask(FunctionReference function, TaskContext task)
    {
        _function = function;
        _task = task.ForArgument(function.Argument);
        _declared = ResultSchema.Of(function);
        MethodInfo method = FunctionResolver.Resolve(function, task.SparkFilesDirectory);
        try
        {
            _map = method.CreateDelegate<ArrowMap>();
        }
        catch (ArgumentException other)
        {
            throw new FunctionRefusedException(
                $"{function} is no map over batches: it must be 'static IEnumerable<RecordBatch> {function.Method}(IEnumerable<RecordBatch> batches, TaskContext task)'", function, other);
        }
    }

    public bool UnwrapsInput => true;

    public IReadOnlyList<byte[]> AccumulatorUpdates => _task.AccumulatorUpdates;

    public void Run(InputBatches batches, TaskReply reply)
    {
        IEnumerable<RecordBatch> results = _map(batches, _task) ?? throw new FunctionRefusedException($"{_function} returned null: return no batches instead", _function);
        foreach (RecordBatch? result in results)
        {
            if (result is null)
                throw new FunctionRefusedException($"{_function} returned null among its batches: leave it out instead", _function);
            _declared?.Check(result);
            reply.Write(Wrap(result));
        }
    }

    private RecordBatch Wrap(RecordBatch columns)
    {
        if (!ReferenceEquals(columns.Schema, _columns))
        {
            _columns = columns.Schema;
            _wrapped = new Schema([new Field("_0", new StructType(columns.Schema.Fields), nullable: true)]);
        }
        var rows = new StructArray((StructType)_wrapped!.Fields[0].DataType, columns.Length, columns.Arrays);
        return new RecordBatch(_wrapped, [rows], columns.Length);
    }
}
