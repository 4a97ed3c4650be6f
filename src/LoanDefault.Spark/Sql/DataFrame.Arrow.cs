using LoanDefault.Core.Errors;
using LoanDefault.Spark.Functions;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql.Types;

namespace LoanDefault.Spark.Sql;

public sealed partial class DataFrame
{
    private static readonly Version SinceColumnTakingMap = new(4, 0);

    /// <summary>Runs a C# function over the batches of each partition. The function decides how many rows come out.</summary>
    /// <param name="function">A static method of a named class; executors find it by its name and refuse another build's.</param>
    /// <param name="outputSchema">The columns that it returns, in order.</param>
    /// <param name="argument">JSON that the function reads from <c>TaskContext.Argument</c>, or null.</param>
    /// <param name="broadcasts">What the function reads from <c>TaskContext.Broadcasts</c>.</param>
    /// <exception cref="WrongUseException">The function is a lambda or an instance method, or there is no worker.</exception>
    /// <exception cref="SparkException">Two columns have the same name, or the schema has a type that cannot travel.</exception>
    public DataFrame MapInArrow(ArrowMap function, StructType outputSchema, string? argument = null, params Broadcast[] broadcasts) =>
        MapInArrow(FunctionReference.Of(function, argument), outputSchema, broadcasts);

    /// <summary>Runs a C# function over the batches of each partition. The function decides how many rows come out.</summary>
    /// <param name="function">The function, of the shape <see cref="ArrowMap"/>.</param>
    /// <param name="outputSchema">The columns that it returns, in order.</param>
    /// <param name="broadcasts">What the function reads from <c>TaskContext.Broadcasts</c>.</param>
    /// <exception cref="SparkException">Two columns have the same name, or the schema has a type that cannot travel.</exception>
    public DataFrame MapInArrow(FunctionReference function, StructType outputSchema, params Broadcast[] broadcasts)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(outputSchema);
        ArgumentNullException.ThrowIfNull(broadcasts);
        using JavaObject definition = WorkerFunction.Create(_session, function, outputSchema, WorkerFunction.MapInArrow, broadcasts);
        JavaObject[] inputs = [.. Columns().Select(name => _dataset.Call<JavaObject>("col", DdlWriter.Quote(name)))];
        using JavaObject arguments = _session.Gateway.NewSeq(inputs);
        using JavaObject call = definition.Call<JavaObject>("apply", arguments);
        foreach (JavaObject input in inputs)
            input.Dispose();
        if (_session.SparkVersion >= SinceColumnTakingMap)
            return Derive("mapInArrow", call, false, null);
        using JavaObject expression = call.Call<JavaObject>("expr");
        return Derive("pythonMapInArrow", expression, false);
    }
}
