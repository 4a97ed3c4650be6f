using LoanDefault.Arrow;
using LoanDefault.Spark.Functions;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql.Types;

namespace LoanDefault.Spark.Sql;

/// <summary>A C# function over Arrow arrays that computes a column.</summary>
/// <param name="function">Which function.</param>
/// <param name="resultType">The column's type.</param>
/// <param name="broadcasts">What the function reads from <c>TaskContext.Broadcasts</c>.</param>
internal sealed class VectorFunction(FunctionReference function, DataType resultType, params IReadOnlyList<Broadcast> broadcasts)
{
    // Arrays whose class alone says the type.
    private static readonly Dictionary<Type, DataType> ResultTypes = new()
    {
        [typeof(BooleanArray)] = new BooleanType(),
        [typeof(Int8Array)] = new ByteType(),
        [typeof(Int16Array)] = new ShortType(),
        [typeof(Int32Array)] = new IntegerType(),
        [typeof(Int64Array)] = new LongType(),
        [typeof(FloatArray)] = new FloatType(),
        [typeof(DoubleArray)] = new DoubleType(),
        [typeof(StringArray)] = new StringType(),
        [typeof(BinaryArray)] = new BinaryType(),
        [typeof(Date32Array)] = new DateType(),
    };

    /// <summary>Names the function and finds out its result's type.</summary>
    /// <exception cref="ArgumentException">The type cannot be found out.</exception>
    public static VectorFunction Of(Delegate function, Type result, DataType? resultType)
    {
        DataType? type = resultType ?? ResultTypes.GetValueOrDefault(result);
        return type is null
            ? throw new ArgumentException($"a {result.Name} alone does not say which Spark type the column has: pass it as returnType", nameof(resultType))
            : new VectorFunction(FunctionReference.Of(function), type);
    }

    /// <summary>The function of these columns.</summary>
    public Column Apply(params Column[] columns) => new(
        $"{function.Method}({Column.Describe([columns])})",
        session =>
        {
            using JavaObject definition = WorkerFunction.Create(session, function, resultType, WorkerFunction.ScalarOverArrow, broadcasts);
            using JavaObject arguments = session.Gateway.NewSeq([.. columns.Select(column => column.Resolve(session))]);
            return definition.Call<JavaObject>("apply", arguments);
        });
}
