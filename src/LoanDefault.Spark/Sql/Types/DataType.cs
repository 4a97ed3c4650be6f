using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoanDefault.Spark.Sql.Types;

/// <summary>The type of a column. Two types are equal when their JSON is.</summary>
public abstract class DataType : IEquatable<DataType>
{
    /// <summary>Spark's name in JSON, for example <c>long</c>.</summary>
    public abstract string TypeName { get; }

    /// <summary>Spark's name in SQL, for example <c>bigint</c> or <c>array&lt;string&gt;</c>.</summary>
    public abstract string SimpleString { get; }

    /// <summary>The type as Spark writes it in JSON.</summary>
    public string Json => ToJsonNode().ToJsonString(JsonTexts.Plain);

    /// <summary>Reads Spark's JSON.</summary>
    /// <exception cref="FormatException">The text is not a type in JSON.</exception>
    public static DataType FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return DataTypeJson.Read(JsonNode.Parse(json));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException($"this is not a Spark type in JSON: {error.Message}", error);
        }
    }

    /// <summary>Reads SQL, for example <c>decimal(10,2)</c> or <c>struct&lt;a: int, b: string&gt;</c>.</summary>
    /// <exception cref="FormatException">The text is not a type in SQL.</exception>
    public static DataType FromDdl(string ddl)
    {
        ArgumentNullException.ThrowIfNull(ddl);
        return new DdlReader(ddl).ReadType();
    }

    /// <summary>True when both are the same type, nested fields, nullability and metadata included.</summary>
    public bool Equals(DataType? other) => other is not null && Json == other.Json;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DataType);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Json);

    /// <summary><see cref="SimpleString"/>.</summary>
    public override string ToString() => SimpleString;

    internal virtual JsonNode ToJsonNode() => JsonValue.Create(TypeName);
}
