using System.Text.Json;
using System.Text.Json.Nodes;
using LoanDefault.Tables.Errors;

namespace LoanDefault.Tables.Delta;

/// <summary>
/// A table's schema in the JSON form that the log keeps. Fields of other writers stay as they are, whatever their type
/// and metadata.
/// </summary>
internal sealed class DeltaSchema
{
    private readonly List<JsonObject> _fields;

    private DeltaSchema(List<JsonObject> fields) => _fields = fields;

    /// <summary>The fields in order.</summary>
    internal IReadOnlyList<SchemaField> Fields => _fields.ConvertAll(SchemaField.Of);

    internal static DeltaSchema Of(IEnumerable<TableColumn> columns) => new(columns.Select(FieldJson).ToList());

    /// <exception cref="CorruptLogException">The text is not a schema.</exception>
    internal static DeltaSchema Parse(string schemaString, string file)
    {
        try
        {
            var fields = JsonNode.Parse(schemaString)?["fields"] as JsonArray
                ?? throw new CorruptLogException(file, "schemaString has no fields");
            var copies = fields.Select(field => (JsonObject)field!.DeepClone()).ToList();
            copies.ForEach(field => SchemaField.Of(field));
            return new DeltaSchema(copies);
        }
        catch (Exception error) when (error is JsonException or InvalidCastException or NullReferenceException
            or InvalidOperationException)
        {
            throw new CorruptLogException(file, $"schemaString is not a schema: {error.Message}");
        }
    }

    /// <summary>This schema with more fields at its end.</summary>
    internal DeltaSchema With(IEnumerable<TableColumn> added) =>
        new([.. _fields.Select(field => (JsonObject)field.DeepClone()), .. added.Select(FieldJson)]);

    /// <summary>The JSON text for <c>metaData.schemaString</c>.</summary>
    internal string ToJson() => new JsonObject
    {
        ["type"] = "struct",
        ["fields"] = new JsonArray([.. _fields.Select(field => field.DeepClone())]),
    }.ToJsonString(DeltaJson.Context.Options);

    /// <summary>One line for messages: <c>points integer, band string (nullable)</c>.</summary>
    public override string ToString() => string.Join(", ", Fields);

    private static JsonObject FieldJson(TableColumn column) => new()
    {
        ["name"] = column.Name,
        ["type"] = TypeJson(column.Type),
        ["nullable"] = column.Nullable,
        ["metadata"] = column.Comment.Length == 0 ? new JsonObject() : new JsonObject { ["comment"] = column.Comment },
    };

    private static JsonNode TypeJson(DeltaType type) => type == DeltaType.StringArray
        ? new JsonObject { ["type"] = "array", ["elementType"] = "string", ["containsNull"] = true }
        : JsonValue.Create(type.ToString().ToLowerInvariant());
}

/// <summary>A field of a table's schema, as far as we look at it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">A simple type's name, or another type's JSON.</param>
/// <param name="Nullable">Whether it may hold nulls.</param>
/// <param name="MetadataKeys">The names in its metadata, such as <c>comment</c>.</param>
internal sealed record SchemaField(string Name, string Type, bool Nullable, IReadOnlyList<string> MetadataKeys)
{
    internal static SchemaField Of(JsonObject field) => new(
        field["name"]!.GetValue<string>(),
        field["type"] is JsonValue simple ? simple.GetValue<string>() : field["type"]!.ToJsonString(),
        field["nullable"]!.GetValue<bool>(),
        field["metadata"] is JsonObject metadata ? metadata.Select(entry => entry.Key).ToList() : []);

    public override string ToString() => Nullable ? $"{Name} {Type} (nullable)" : $"{Name} {Type}";
}
