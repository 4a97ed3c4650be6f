using LoanDefault.Arrow;
using LoanDefault.Spark.Sql.Types;

namespace LoanDefault.Spark.Sql;

// One overload for each number of columns, as for Func itself.
public static partial class Functions
{
    /// <summary>Makes a C# function over Arrow arrays usable on columns.</summary>
    /// <param name="function">A static method of a named class: arrays of equal length in, an array of that length out.</param>
    /// <param name="returnType">The column's type; null: the one that <typeparamref name="TResult"/> has in Spark.</param>
    /// <exception cref="Core.Errors.WrongUseException">The function is a lambda or an instance method.</exception>
    /// <exception cref="ArgumentException">The return type must be given: decimals, timestamps and structs have parameters.</exception>
    public static Func<Column, Column> VectorUdf<T1, TResult>(Func<T1, TResult> function, DataType? returnType = null)
        where T1 : ArrowArray
        where TResult : ArrowArray
    {
        var udf = VectorFunction.Of(function, typeof(TResult), returnType);
        return c1 => udf.Apply(c1);
    }

    /// <inheritdoc cref="VectorUdf{T1, TResult}"/>
    public static Func<Column, Column, Column> VectorUdf<T1, T2, TResult>(Func<T1, T2, TResult> function, DataType? returnType = null)
        where T1 : ArrowArray
        where T2 : ArrowArray
        where TResult : ArrowArray
    {
        var udf = VectorFunction.Of(function, typeof(TResult), returnType);
        return (c1, c2) => udf.Apply(c1, c2);
    }

    /// <inheritdoc cref="VectorUdf{T1, TResult}"/>
    public static Func<Column, Column, Column, Column> VectorUdf<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> function, DataType? returnType = null)
        where T1 : ArrowArray
        where T2 : ArrowArray
        where T3 : ArrowArray
        where TResult : ArrowArray
    {
        var udf = VectorFunction.Of(function, typeof(TResult), returnType);
        return (c1, c2, c3) => udf.Apply(c1, c2, c3);
    }

    /// <inheritdoc cref="VectorUdf{T1, TResult}"/>
    public static Func<Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> function, DataType? returnType = null)
        where T1 : ArrowArray
        where T2 : ArrowArray
        where T3 : ArrowArray
        where T4 : ArrowArray
        where TResult : ArrowArray
    {
        var udf = VectorFunction.Of(function, typeof(TResult), returnType);
        return (c1, c2, c3, c4) => udf.Apply(c1, c2, c3, c4);
    }

    /// <inheritdoc cref="VectorUdf{T1, TResult}"/>
    public static Func<Column, Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, TResult> function, DataType? returnType = null)
        where T1 : ArrowArray
        where T2 : ArrowArray
        where T3 : ArrowArray
        where T4 : ArrowArray
        where T5 : ArrowArray
        where TResult : ArrowArray
    {
        var udf = VectorFunction.Of(function, typeof(TResult), returnType);
        return (c1, c2, c3, c4, c5) => udf.Apply(c1, c2, c3, c4, c5);
    }

    /// <inheritdoc cref="VectorUdf{T1, TResult}"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, TResult> function, DataType? returnType = null)
        where T1 : ArrowArray
        where T2 : ArrowArray
        where T3 : ArrowArray
        where T4 : ArrowArray
        where T5 : ArrowArray
        where T6 : ArrowArray
        where TResult : ArrowArray
    {
        var udf = VectorFunction.Of(function, typeof(TResult), returnType);
        return (c1, c2, c3, c4, c5, c6) => udf.Apply(c1, c2, c3, c4, c5, c6);
    }

    /// <inheritdoc cref="VectorUdf{T1, TResult}"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, TResult> function, DataType? returnType = null)
        where T1 : ArrowArray
        where T2 : ArrowArray
        where T3 : ArrowArray
        where T4 : ArrowArray
        where T5 : ArrowArray
        where T6 : ArrowArray
        where T7 : ArrowArray
        where TResult : ArrowArray
    {
        var udf = VectorFunction.Of(function, typeof(TResult), returnType);
        return (c1, c2, c3, c4, c5, c6, c7) => udf.Apply(c1, c2, c3, c4, c5, c6, c7);
    }

    /// <inheritdoc cref="VectorUdf{T1, TResult}"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> function, DataType? returnType = null)
        where T1 : ArrowArray
        where T2 : ArrowArray
        where T3 : ArrowArray
        where T4 : ArrowArray
        where T5 : ArrowArray
        where T6 : ArrowArray
        where T7 : ArrowArray
        where T8 : ArrowArray
        where TResult : ArrowArray
    {
        var udf = VectorFunction.Of(function, typeof(TResult), returnType);
        return (c1, c2, c3, c4, c5, c6, c7, c8) => udf.Apply(c1, c2, c3, c4, c5, c6, c7, c8);
    }

    /// <inheritdoc cref="VectorUdf{T1, TResult}"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult> function, DataType? returnType = null)
        where T1 : ArrowArray
        where T2 : ArrowArray
        where T3 : ArrowArray
        where T4 : ArrowArray
        where T5 : ArrowArray
        where T6 : ArrowArray
        where T7 : ArrowArray
        where T8 : ArrowArray
        where T9 : ArrowArray
        where TResult : ArrowArray
    {
        var udf = VectorFunction.Of(function, typeof(TResult), returnType);
        return (c1, c2, c3, c4, c5, c6, c7, c8, c9) => udf.Apply(c1, c2, c3, c4, c5, c6, c7, c8, c9);
    }

    /// <inheritdoc cref="VectorUdf{T1, TResult}"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult> function, DataType? returnType = null)
        where T1 : ArrowArray
        where T2 : ArrowArray
        where T3 : ArrowArray
        where T4 : ArrowArray
        where T5 : ArrowArray
        where T6 : ArrowArray
        where T7 : ArrowArray
        where T8 : ArrowArray
        where T9 : ArrowArray
        where T10 : ArrowArray
        where TResult : ArrowArray
    {
        var udf = VectorFunction.Of(function, typeof(TResult), returnType);
        return (c1, c2, c3, c4, c5, c6, c7, c8, c9, c10) => udf.Apply(c1, c2, c3, c4, c5, c6, c7, c8, c9, c10);
    }
}
