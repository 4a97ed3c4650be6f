using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql.Types;

namespace LoanDefault.Spark.Sql;

public sealed partial class Column
{
    /// <summary>The same column under another name.</summary>
    public Column As(string alias) => new($"{this} AS {DdlWriter.Name(alias)}", session => Resolve(session).Call<JavaObject>("as", alias));

    /// <summary>The same as <see cref="As"/>.</summary>
    public Column Alias(string alias) => As(alias);

    /// <summary>The same as <see cref="As"/>.</summary>
    public Column Name(string alias) => As(alias);

    /// <summary>The values in another type. What does not convert is null, or an error under ANSI rules, which Spark 4 follows.</summary>
    /// <param name="to">The type in SQL, for example <c>double</c> or <c>decimal(10,2)</c>.</param>
    public Column Cast(string to) => new($"CAST({this} AS {to})", session => Resolve(session).Call<JavaObject>("cast", to));

    /// <summary>The values in another type. What does not convert is null, or an error under ANSI rules, which Spark 4 follows.</summary>
    public Column Cast(DataType to)
    {
        ArgumentNullException.ThrowIfNull(to);
        return new Column($"CAST({this} AS {to})", session => Resolve(session).Call<JavaObject>("cast", session.ToJava(to)));
    }

    /// <summary>True where the value is null.</summary>
    public Column IsNull() => Then("isNull");

    /// <summary>True where the value is not null.</summary>
    public Column IsNotNull() => Then("isNotNull");

    /// <summary>True where the number is NaN.</summary>
    public Column IsNaN() => Then("isNaN");

    /// <summary>True where the value is not below <paramref name="lower"/> and not above <paramref name="upper"/>.</summary>
    public Column Between(object lower, object upper) => Then("between", Of(lower), Of(upper));

    /// <summary>True where the value is one of those listed.</summary>
    public Column IsIn(params object[] list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return Then("isin", [Array.ConvertAll(list, Of)]);
    }

    /// <summary>True where the text fits a pattern of SQL: <c>%</c> any letters, <c>_</c> one.</summary>
    public Column Like(string literal) => Then("like", literal);

    /// <summary>True where a regular expression of Java is found in the text.</summary>
    public Column RLike(string literal) => Then("rlike", literal);

    /// <summary>True where the text contains the other.</summary>
    public Column Contains(object other) => Then("contains", Of(other));

    /// <summary>True where the text begins with the other.</summary>
    public Column StartsWith(Column other) => Then("startsWith", other);

    /// <summary>True where the text begins with the other.</summary>
    public Column StartsWith(string literal) => Then("startsWith", literal);

    /// <summary>True where the text ends with the other.</summary>
    public Column EndsWith(Column other) => Then("endsWith", other);

    /// <summary>True where the text ends with the other.</summary>
    public Column EndsWith(string literal) => Then("endsWith", literal);

    /// <summary>A part of the text.</summary>
    /// <param name="startPos">Where it starts, the first letter being 1.</param>
    /// <param name="len">How many letters it has at most.</param>
    public Column Substr(int startPos, int len) => Then("substr", startPos, len);

    /// <summary>An element of a list by its position from 0, or of a map by its key.</summary>
    public Column GetItem(object key) => Then("getItem", key);

    /// <summary>A field of a struct.</summary>
    public Column GetField(string fieldName) => Then("getField", fieldName);

    /// <summary>A further case after <see cref="Functions.When"/>: the value where the condition is true and none before was.</summary>
    public Column When(Column condition, object? value) => Then("when", condition, Of(value));

    /// <summary>The value where no case of <see cref="Functions.When"/> was true; without it that is null.</summary>
    public Column Otherwise(object? value) => Then("otherwise", Of(value));

    /// <summary>In ascending order, nulls first.</summary>
    public Column Asc() => Then("asc");

    /// <summary>In ascending order, nulls last.</summary>
    public Column AscNullsLast() => Then("asc_nulls_last");

    /// <summary>In descending order, nulls last.</summary>
    public Column Desc() => Then("desc");

    /// <summary>In descending order, nulls first.</summary>
    public Column DescNullsFirst() => Then("desc_nulls_first");

    /// <summary>An aggregate or a rank over the rows of a window.</summary>
    public Column Over(WindowSpec window) => Then("over", window);
}
