using System.Reflection;
using LoanDefault.Arrow;

namespace LoanDefault.Spark.Functions;

/// <summary>
/// A vectorised function bound to its method: <c>static TResult Method(T1 a, .., TaskContext task)</c> over Arrow arrays, the
/// context optional. One of any number of columns takes <c>ArrowArray[]</c>, one without columns the number of rows:
/// <c>static TResult Method(int rows)</c>.
/// </summary>
internal sealed class VectorFunction
{
    private readonly FunctionReference _reference;
    private readonly MethodInfo _method;
    private readonly ParameterInfo[] _columns;
    private readonly bool _takesRowCount;
    private readonly bool _takesAnyNumber;
    private readonly bool _takesContext;

    private VectorFunction(FunctionReference reference, MethodInfo method)
    {
        _reference = reference;
        _method = method;
        ParameterInfo[] parameters = method.GetParameters();
        _takesContext = parameters is [.., { } last] && last.ParameterType == typeof(TaskContext);
        if (_takesContext)
            parameters = parameters[..^1];
        _takesRowCount = parameters is [{ } only] && only.ParameterType == typeof(int);
        _takesAnyNumber = parameters is [{ } all] && all.ParameterType == typeof(ArrowArray[]);
        _columns = _takesRowCount || _takesAnyNumber ? [] : parameters;
    }

    /// <exception cref="FunctionRefusedException">The method has another shape.</exception>
    public static VectorFunction Bind(FunctionReference reference, MethodInfo method)
    {
        var function = new VectorFunction(reference, method);
        bool hasColumnsOrCount = function._takesRowCount || function._takesAnyNumber || function._columns.Length > 0;
        if (!hasColumnsOrCount || !method.ReturnType.IsAssignableTo(typeof(ArrowArray)) || function._columns.Any(column => !column.ParameterType.IsAssignableTo(typeof(ArrowArray))))
            throw new FunctionRefusedException(
                $"{reference} is no vectorised function: it must take Arrow arrays (or the number of rows), then at most a TaskContext, and return an Arrow array", reference);
        return function;
    }

    /// <summary>Applies the function to one batch.</summary>
    /// <param name="arguments">The columns, of equal length.</param>
    /// <param name="rows">Their length.</param>
    /// <param name="task">The task.</param>
    /// <exception cref="FunctionRefusedException">Columns or result do not fit.</exception>
    public ArrowArray Invoke(IReadOnlyList<ArrowArray> arguments, int rows, TaskContext task)
    {
        object? result = _method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [.. Values(arguments, rows, task)], null);
        if (result is not ArrowArray column)
            throw new FunctionRefusedException($"{_reference} returned null: return an array of {rows} values", _reference);
        if (column.Length != rows)
            throw new FunctionRefusedException($"{_reference} returned {column.Length} values for {rows} rows: a vectorised function returns one value for each row", _reference);
        return column;
    }

    private IEnumerable<object> Values(IReadOnlyList<ArrowArray> arguments, int rows, TaskContext task)
    {
        if (_takesAnyNumber)
            yield return arguments as ArrowArray[] ?? [.. arguments];
        else if (arguments.Count != _columns.Length)
            throw new FunctionRefusedException($"{_reference} takes {_columns.Length} columns but the query passes {arguments.Count}", _reference);
        if (_takesRowCount)
            yield return rows;
        for (int i = 0; i < _columns.Length; i++)
        {
            if (!_columns[i].ParameterType.IsInstanceOfType(arguments[i]))
                throw new FunctionRefusedException(
                    $"{_reference} takes {_columns[i].ParameterType.Name} as '{_columns[i].Name}' but the query passes {arguments[i].DataType}: cast the column, or take {arguments[i].GetType().Name}", _reference);
            yield return arguments[i];
        }
        if (_takesContext)
            yield return task;
    }
}
