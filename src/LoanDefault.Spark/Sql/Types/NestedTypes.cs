using System.Text.Json.Nodes;

namespace LoanDefault.Spark.Sql.Types;

/// <summary>A list of elements of one type.</summary>
/// <param name="elementType">What it holds.</param>
/// <param name="containsNull">True when an element may be null.</param>
public sealed class ArrayType(DataType elementType, bool containsNull = true) : DataType
{
    /// <inheritdoc/>
    public override string TypeName => "array";

    /// <inheritdoc/>
    public override string SimpleString => $"array<{ElementType.SimpleString}>";

    /// <summary>What it holds.</summary>
    public DataType ElementType { get; } = elementType ?? throw new ArgumentNullException(nameof(elementType));

    /// <summary>True when an element may be null.</summary>
    public bool ContainsNull { get; } = containsNull;

    internal override JsonNode ToJsonNode() => new JsonObject
    {
        ["type"] = TypeName,
        ["elementType"] = ElementType.ToJsonNode(),
        ["containsNull"] = ContainsNull,
    };
}

/// <summary>Keys with values.</summary>
/// <param name="keyType">The keys' type; a key is never null.</param>
/// <param name="valueType">The values' type.</param>
/// <param name="valueContainsNull">True when a value may be null.</param>
public sealed class MapType(DataType keyType, DataType valueType, bool valueContainsNull = true) : DataType
{
    /// <inheritdoc/>
    public override string TypeName => "map";

    /// <inheritdoc/>
    public override string SimpleString => $"map<{KeyType.SimpleString},{ValueType.SimpleString}>";

    /// <summary>The keys' type.</summary>
    public DataType KeyType { get; } = keyType ?? throw new ArgumentNullException(nameof(keyType));

    /// <summary>The values' type.</summary>
    public DataType ValueType { get; } = valueType ?? throw new ArgumentNullException(nameof(valueType));

    /// <summary>True when a value may be null.</summary>
    public bool ValueContainsNull { get; } = valueContainsNull;

    internal override JsonNode ToJsonNode() => new JsonObject
    {
        ["type"] = TypeName,
        ["keyType"] = KeyType.ToJsonNode(),
        ["valueType"] = ValueType.ToJsonNode(),
        ["valueContainsNull"] = ValueContainsNull,
    };
}
