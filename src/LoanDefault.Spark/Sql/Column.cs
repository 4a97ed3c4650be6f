using LoanDefault.Spark.Gateway;

namespace LoanDefault.Spark.Sql;

/// <summary>
/// A column of a data frame, or what is computed from columns: an expression that Spark reads when a data frame uses it.
/// A column made by <see cref="Functions"/> can be made before there is a session and used in any.
/// </summary>
#pragma warning disable CA1046 // == builds an expression, as in Microsoft.Spark.
public sealed partial class Column
#pragma warning restore CA1046
{
    private readonly string _text;
    private readonly Func<SparkSession, JavaObject> _make;
    private readonly Lock _lock = new();
    private JavaObject? _made;

    /// <summary>Describes an expression.</summary>
    /// <param name="text">What <see cref="ToString"/> shows.</param>
    /// <param name="make">Makes Spark's object for it.</param>
    internal Column(string text, Func<SparkSession, JavaObject> make)
    {
        _text = text;
        _make = make;
    }

    /// <summary>The expression as it was written.</summary>
    public override string ToString() => _text;

    /// <summary>Two columns are equal when they are the same object; <c>==</c> builds an expression.</summary>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <summary>A value as a column: a column stays what it is, anything else becomes a literal.</summary>
    internal static Column Of(object? value) => value as Column ?? Functions.Lit(value);

    /// <summary>
    /// Spark's object. It is made once for each Spark, so that a column with chance in it (<c>Rand</c>) stays one column.
    /// </summary>
    internal JavaObject Resolve(SparkSession session)
    {
        lock (_lock)
            return _made is { } made && ReferenceEquals(made.Gateway, session.Gateway) ? made : _made = _make(session);
    }

    /// <summary>The arguments as Java takes them; columns become Spark's objects, several of them a sequence.</summary>
    internal static object?[] Resolve(SparkSession session, object?[] arguments) => Array.ConvertAll(arguments, argument => argument switch
    {
        Column column => column.Resolve(session),
        Column[] columns => session.Gateway.NewSeq([.. columns.Select(column => column.Resolve(session))]),
        WindowSpec window => window.Resolve(session),
        _ => argument,
    });

    internal static string Describe(object?[] arguments) => string.Join(", ", arguments.Select(argument => argument switch
    {
        Column[] columns => string.Join(", ", columns.Select(column => column.ToString())),
        string text => $"'{text}'",
        _ => argument?.ToString() ?? "NULL",
    }));

    private Column Then(string method, params object?[] arguments) => new(
        arguments.Length == 0 ? $"{method}({this})" : $"{method}({this}, {Describe(arguments)})",
        session => Resolve(session).Call<JavaObject>(method, Resolve(session, arguments)));

    private Column Operator(string sign, string method, object? right)
    {
        Column other = Of(right);
        return new Column($"({this} {sign} {other})", session => Resolve(session).Call<JavaObject>(method, other.Resolve(session)));
    }
}
