using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoanDefault.Spark.Sql.Types;

/// <summary>Reads types from Spark's JSON.</summary>
internal static class DataTypeJson
{
    // The class of each type without parameters, by its name in JSON.
    private static readonly Dictionary<string, DataType> ByName = new DataType[]
    {
        new StringType(), new BinaryType(), new BooleanType(), new ByteType(), new ShortType(), new IntegerType(), new LongType(),
        new FloatType(), new DoubleType(), new DateType(), new TimestampType(), new TimestampNtzType(), new NullType(),
    }.ToDictionary(type => type.TypeName, StringComparer.Ordinal);

    /// <summary>The type that the node describes.</summary>
    /// <exception cref="FormatException">It describes none.</exception>
    public static DataType Read(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue(out string? name) => ReadName(name),
        JsonObject type => ReadObject(type),
        _ => throw new FormatException("a type in JSON is a name or an object"),
    };

    /// <summary>The text, if it is a JSON object.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static string CheckedObject(string json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject value
                ? value.ToJsonString(JsonTexts.Plain)
                : throw new FormatException("metadata is a JSON object");
        }
        catch (JsonException error)
        {
            throw new FormatException($"metadata is a JSON object: {error.Message}", error);
        }
    }

    private static DataType ReadName(string name)
    {
        if (ByName.TryGetValue(name, out DataType? type))
            return type;
        if (name == "decimal")
            return new DecimalType();
        return name.StartsWith("decimal(", StringComparison.Ordinal) ? ReadDecimal(name) : new OtherType(name);
    }

    private static DecimalType ReadDecimal(string name)
    {
        string[] parts = name["decimal(".Length..].TrimEnd(')').Split(',');
        if (parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out int precision)
            && int.TryParse(parts[1], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out int scale)
            && precision is >= 1 and <= 38 && scale >= 0 && scale <= precision)
            return new DecimalType(precision, scale);
        throw new FormatException($"'{name}' is not a decimal type");
    }

    private static DataType ReadObject(JsonObject type) => (string?)type["type"] switch
    {
        "struct" => new StructType((type["fields"] as JsonArray ?? throw new FormatException("a struct has fields")).Select(ReadField)),
        "array" => new ArrayType(Read(type["elementType"]), Flag(type, "containsNull")),
        "map" => new MapType(Read(type["keyType"]), Read(type["valueType"]), Flag(type, "valueContainsNull")),
        // A user-defined type of the JVM: what is stored is what SQL sees.
        "udt" => Read(type["sqlType"]),
        { } name => throw new FormatException($"'{name}' is not a type with parts"),
        null => throw new FormatException("a type in JSON has a 'type'"),
    };

    private static StructField ReadField(JsonNode? node)
    {
        if (node is not JsonObject field || (string?)field["name"] is not { } name)
            throw new FormatException("a field has a name");
        return new StructField(name, Read(field["type"]), Flag(field, "nullable"), field["metadata"]?.ToJsonString(JsonTexts.Plain));
    }

    private static bool Flag(JsonObject type, string name) => (bool?)type[name] ?? true;
}
