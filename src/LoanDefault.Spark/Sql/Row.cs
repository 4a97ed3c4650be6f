using System.Globalization;
using LoanDefault.Spark.Sql.Types;

namespace LoanDefault.Spark.Sql;

/// <summary>
/// One row. Its values are <see cref="bool"/>, <see cref="sbyte"/>, <see cref="short"/>, <see cref="int"/>,
/// <see cref="long"/>, <see cref="float"/>, <see cref="double"/>, <see cref="decimal"/>, <see cref="string"/>, bytes,
/// <see cref="DateOnly"/>, <see cref="DateTime"/> (UTC for a timestamp, of unspecified kind for a <c>timestamp_ntz</c>),
/// an array of objects for a list, a row for a struct, or null.
/// </summary>
public sealed class Row
{
    private readonly object?[] _values;

    /// <summary>A row of the values given, for tests of code that takes rows.</summary>
    /// <param name="values">A value for each column.</param>
    /// <param name="schema">The columns.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than columns.</exception>
    public Row(object?[] values, StructType schema)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(schema);
        if (values.Length != schema.Fields.Count)
            throw new ArgumentException($"{values.Length} values do not fit {schema.Fields.Count} columns", nameof(values));
        _values = values;
        Schema = schema;
    }

    /// <summary>The columns.</summary>
    public StructType Schema { get; }

    /// <summary>The values in the columns' order.</summary>
    public IReadOnlyList<object?> Values => _values;

    /// <summary>See <see cref="Get(int)"/>.</summary>
    public object? this[int index] => Get(index);

    /// <summary>See <see cref="Get(string)"/>.</summary>
    public object? this[string columnName] => Get(columnName);

    /// <summary>How many values it has.</summary>
    public int Size() => _values.Length;

    /// <summary>A value by its column's position, from 0.</summary>
    public object? Get(int index) => _values[index];

    /// <summary>A value by its column's name.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public object? Get(string columnName)
    {
        for (int index = 0; index < _values.Length; index++)
        {
            if (Schema.Fields[index].Name == columnName)
                return _values[index];
        }
        throw new ArgumentException($"the row has no column '{columnName}': it has {string.Join(", ", Schema.Fields.Select(field => field.Name))}", nameof(columnName));
    }

    /// <summary>A value of a known type; a nullable type for one that may be null.</summary>
    /// <exception cref="InvalidCastException">The value is of another type, or null and the type is not nullable.</exception>
    public T GetAs<T>(int index) => Cast<T>(Get(index), Schema.Fields[index]);

    /// <summary>A value of a known type; a nullable type for one that may be null.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidCastException">The value is of another type, or null and the type is not nullable.</exception>
    public T GetAs<T>(string columnName) => Cast<T>(Get(columnName), Schema.Find(columnName)!);

    /// <summary>The values, as a person reads them.</summary>
    public override string ToString() => $"[{string.Join(',', _values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : value is null ? "null" : ""))}]";

    private static T Cast<T>(object? value, StructField column) => value switch
    {
        T typed => typed,
        null when default(T) is null => default!,
        _ => throw new InvalidCastException($"column '{column.Name}' of type {column.DataType} holds {value?.GetType().Name ?? "null"}, not {typeof(T).Name}"),
    };
}
