using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoanDefault.Tables.Delta;

/// <summary>
/// The JSON of the Delta log, both ways: camelCase names, nulls left out, unknown fields passed over.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(StringMapConverter)])]
[JsonSerializable(typeof(LogEntry))]
[JsonSerializable(typeof(LastCheckpoint))]
internal sealed partial class DeltaJsonContext : JsonSerializerContext;

/// <summary>The context that everybody uses: quotes inside texts are \" instead of \u0022.</summary>
internal static class DeltaJson
{
    internal static readonly DeltaJsonContext Context = new(
        new JsonSerializerOptions(DeltaJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
}

/// <summary>
/// A map of texts. Delta says that every value is a text, but some writers give numbers and truth values in
/// <c>commitInfo</c>; those are read as their JSON text.
/// </summary>
internal sealed class StringMapConverter : JsonConverter<IReadOnlyDictionary<string, string?>>
{
    public override IReadOnlyDictionary<string, string?> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var map = new Dictionary<string, string?>(StringComparer.Ordinal);
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException($"a map was expected, not {document.RootElement.ValueKind}");
        foreach (var entry in document.RootElement.EnumerateObject())
        {
            map[entry.Name] = entry.Value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => entry.Value.GetString(),
                _ => entry.Value.GetRawText(),
            };
        }

        return map;
    }

    public override void Write(
        Utf8JsonWriter writer, IReadOnlyDictionary<string, string?> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value)
            writer.WriteString(name, text);
        writer.WriteEndObject();
    }
}
