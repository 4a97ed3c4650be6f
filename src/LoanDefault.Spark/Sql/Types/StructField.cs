using System.Text.Json.Nodes;

namespace LoanDefault.Spark.Sql.Types;

/// <summary>One named column of a <see cref="StructType"/>.</summary>
public sealed class StructField
{
    private readonly string _metadata;

    /// <summary>Names a column.</summary>
    /// <param name="name">The column's name; any text.</param>
    /// <param name="dataType">The column's type.</param>
    /// <param name="isNullable">True when the column may hold nulls.</param>
    /// <param name="metadata">What is noted about the column, as a JSON object, or null for nothing.</param>
    /// <exception cref="FormatException">The metadata is not a JSON object.</exception>
    public StructField(string name, DataType dataType, bool isNullable = true, string? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(dataType);
        Name = name;
        DataType = dataType;
        IsNullable = isNullable;
        _metadata = metadata is null ? "{}" : DataTypeJson.CheckedObject(metadata);
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>The column's type.</summary>
    public DataType DataType { get; }

    /// <summary>True when the column may hold nulls.</summary>
    public bool IsNullable { get; }

    /// <summary>What is noted about the column, as a JSON object; <c>{}</c> for nothing.</summary>
    public string Metadata => _metadata;

    /// <summary>The column as SQL declares it.</summary>
    public override string ToString() => DdlWriter.Field(this);

    internal JsonNode ToJsonNode() => new JsonObject
    {
        ["name"] = Name,
        ["type"] = DataType.ToJsonNode(),
        ["nullable"] = IsNullable,
        ["metadata"] = JsonNode.Parse(_metadata),
    };
}
