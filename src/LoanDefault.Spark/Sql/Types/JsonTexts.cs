using System.Text.Encodings.Web;
using System.Text.Json;

namespace LoanDefault.Spark.Sql.Types;

/// <summary>How this project writes JSON for Spark: compact, letters of all languages as they are.</summary>
internal static class JsonTexts
{
    public static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
