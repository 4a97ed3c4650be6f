namespace LoanDefault.Spark.Sql;

// What the operators do is what the methods of the same meaning say.
public sealed partial class Column
{
    /// <summary>See <see cref="EqualTo"/>.</summary>
    public static Column operator ==(Column left, object? right) => Checked(left).EqualTo(right);

    /// <summary>See <see cref="NotEqual"/>.</summary>
    public static Column operator !=(Column left, object? right) => Checked(left).NotEqual(right);

    /// <summary>See <see cref="Gt"/>.</summary>
    public static Column operator >(Column left, object? right) => Checked(left).Gt(right);

    /// <summary>See <see cref="Lt"/>.</summary>
    public static Column operator <(Column left, object? right) => Checked(left).Lt(right);

    /// <summary>See <see cref="Geq"/>.</summary>
    public static Column operator >=(Column left, object? right) => Checked(left).Geq(right);

    /// <summary>See <see cref="Leq"/>.</summary>
    public static Column operator <=(Column left, object? right) => Checked(left).Leq(right);

    /// <summary>See <see cref="And"/>.</summary>
    public static Column operator &(Column left, Column right) => Checked(left).And(right);

    /// <summary>See <see cref="Or"/>.</summary>
    public static Column operator |(Column left, Column right) => Checked(left).Or(right);

    /// <summary>True where the column is false; null stays null.</summary>
    public static Column operator !(Column column) => Functions.Not(column);

    /// <summary>The number with the other sign.</summary>
    public static Column operator -(Column column) => Functions.Negate(column);

    /// <summary>See <see cref="Plus"/>.</summary>
    public static Column operator +(Column left, object? right) => Checked(left).Plus(right);

    /// <summary>See <see cref="Minus"/>.</summary>
    public static Column operator -(Column left, object? right) => Checked(left).Minus(right);

    /// <summary>See <see cref="Multiply"/>.</summary>
    public static Column operator *(Column left, object? right) => Checked(left).Multiply(right);

    /// <summary>See <see cref="Divide"/>.</summary>
    public static Column operator /(Column left, object? right) => Checked(left).Divide(right);

    /// <summary>See <see cref="Mod"/>.</summary>
    public static Column operator %(Column left, object? right) => Checked(left).Mod(right);

    /// <summary>True where both are equal; null where one is null.</summary>
    public Column EqualTo(object? other) => Operator("=", "equalTo", other);

    /// <summary>True where both differ; null where one is null.</summary>
    public Column NotEqual(object? other) => Operator("<>", "notEqual", other);

    /// <summary>True where both are equal or both are null; never null.</summary>
    public Column EqNullSafe(object? other) => Operator("<=>", "eqNullSafe", other);

    /// <summary>True where this is greater.</summary>
    public Column Gt(object? other) => Operator(">", "gt", other);

    /// <summary>True where this is less.</summary>
    public Column Lt(object? other) => Operator("<", "lt", other);

    /// <summary>True where this is greater or both are equal.</summary>
    public Column Geq(object? other) => Operator(">=", "geq", other);

    /// <summary>True where this is less or both are equal.</summary>
    public Column Leq(object? other) => Operator("<=", "leq", other);

    /// <summary>True where both are true; false where one is false, even when the other is null.</summary>
    public Column And(Column other) => Operator("AND", "and", other);

    /// <summary>True where one is true, even when the other is null.</summary>
    public Column Or(Column other) => Operator("OR", "or", other);

    /// <summary>The sum.</summary>
    public Column Plus(object? other) => Operator("+", "plus", other);

    /// <summary>The difference.</summary>
    public Column Minus(object? other) => Operator("-", "minus", other);

    /// <summary>The product.</summary>
    public Column Multiply(object? other) => Operator("*", "multiply", other);

    /// <summary>The quotient, of integers too a double. A division by zero is null, or an error under ANSI rules, which Spark 4 follows.</summary>
    public Column Divide(object? other) => Operator("/", "divide", other);

    /// <summary>What is left by a division; it has the sign of this column.</summary>
    public Column Mod(object? other) => Operator("%", "mod", other);

    private static Column Checked(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column;
    }
}
