using System.Globalization;
using LoanDefault.Spark.Gateway;

namespace LoanDefault.Spark.Sql;

/// <summary>What can be computed from columns, by Spark's own functions or, with <c>VectorUdf</c>, by C# ones.</summary>
/// <remarks>Unless a function says otherwise, a null goes in and a null comes out.</remarks>
public static partial class Functions
{
    /// <summary>A column by its name; dots reach into structs, backquotes keep a dot in a name.</summary>
    public static Column Col(string columnName)
    {
        ArgumentNullException.ThrowIfNull(columnName);
        return new Column(columnName, session => session.Gateway.CallStatic<JavaObject>(JavaClasses.Functions, "col", columnName));
    }

    /// <summary>The same as <see cref="Col"/>.</summary>
    public static Column Column(string columnName) => Col(columnName);

    /// <summary>
    /// A constant: null, a boolean, a number, a text, bytes, a <see cref="DateOnly"/>, a <see cref="DateTimeOffset"/> or a
    /// <see cref="DateTime"/> (of unspecified kind: a <c>timestamp_ntz</c>).
    /// </summary>
    /// <exception cref="ArgumentException">Spark has no constant of that type.</exception>
    public static Column Lit(object? literal) => literal switch
    {
        Column column => column,
        float number => Constant((double)number, number.ToString(CultureInfo.InvariantCulture)).Cast("float"),
        sbyte number => Constant((int)number).Cast("tinyint"),
        short number => Constant((int)number).Cast("smallint"),
        null or bool or int or long or double or decimal or byte[] => Constant(literal),
        string text => Constant(text, $"'{text}'"),
        DateOnly date => Lit(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Cast("date"),
        DateTimeOffset instant => Call("timestamp_micros", Lit(Microseconds(instant.UtcDateTime))),
        DateTime { Kind: DateTimeKind.Unspecified } time => Lit(time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)).Cast("timestamp_ntz"),
        DateTime time => Call("timestamp_micros", Lit(Microseconds(time.ToUniversalTime()))),
        _ => throw new ArgumentException($"Spark has no constant for a {literal.GetType()}", nameof(literal)),
    };

    /// <summary>An expression of SQL, for example <c>a + 1 AS b</c>.</summary>
    public static Column Expr(string expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        return new Column(expr, session => session.Gateway.CallStatic<JavaObject>(JavaClasses.Functions, "expr", expr));
    }

    /// <summary>The value where the condition is true; add cases by <see cref="Sql.Column.When"/> and the rest by <see cref="Sql.Column.Otherwise"/>.</summary>
    public static Column When(Column condition, object? value) => Call("when", condition, Sql.Column.Of(value));

    /// <summary>True where the column is false.</summary>
    public static Column Not(Column column) => Call("not", column);

    /// <summary>The number with the other sign.</summary>
    public static Column Negate(Column column) => Call("negate", column);

    /// <summary>The first value that is not null.</summary>
    public static Column Coalesce(params Column[] columns) => Call("coalesce", [columns]);

    /// <summary>True where the value is null.</summary>
    public static Column IsNull(Column column) => Call("isnull", column);

    /// <summary>True where the number is NaN; false for null.</summary>
    public static Column IsNaN(Column column) => Call("isnan", column);

    /// <summary>The first number, or the second where the first is NaN.</summary>
    public static Column NaNvl(Column column1, Column column2) => Call("nanvl", column1, column2);

    /// <summary>The greatest value; nulls are passed over.</summary>
    public static Column Greatest(params Column[] columns) => Call("greatest", [columns]);

    /// <summary>The least value; nulls are passed over.</summary>
    public static Column Least(params Column[] columns) => Call("least", [columns]);

    /// <summary>Hints that a data frame is small enough to be sent to every executor for a join.</summary>
    public static DataFrame Broadcast(DataFrame df)
    {
        ArgumentNullException.ThrowIfNull(df);
        return df.SparkSession.Wrap(df.SparkSession.Gateway.CallStatic<JavaObject>(JavaClasses.Functions, "broadcast", df.Reference));
    }

    internal static Column[] Cols(string first, string[] more) => [Col(first), .. more.Select(Col)];

    private static Column Call(string function, params object?[] arguments) => new(
        $"{function}({Sql.Column.Describe(arguments)})",
        session => session.Gateway.CallStatic<JavaObject>(JavaClasses.Functions, function, Sql.Column.Resolve(session, arguments)));

    private static Column Constant(object? value, string? text = null) => new(
        text ?? string.Create(CultureInfo.InvariantCulture, $"{value ?? "NULL"}"),
        session => session.Gateway.CallStatic<JavaObject>(JavaClasses.Functions, "lit", value));

    private static long Microseconds(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
