using System.Numerics;
using System.Text.Json;
using LoanDefault.Core.Pipeline;
using LoanDefault.Core.Scoring;

namespace LoanDefault.Spark.Scoring.Tasks;

/// <summary>What a task counted. Travels as a row of the staged data, so that it counts exactly when the task's rows do.</summary>
/// <param name="Rows">The rows' figures.</param>
/// <param name="IdHashSum">The sum of <see cref="IdHash"/> over every row that was read.</param>
/// <param name="FeatureRows">Rows whose features were computed.</param>
/// <param name="ModelRows">Rows that the model scored.</param>
/// <param name="FeatureSeconds">Processor time of validation, features and decisions.</param>
/// <param name="ModelSeconds">Processor time of the model.</param>
/// <param name="ReadSeconds">Processor time to bring columns into batches.</param>
/// <param name="WriteSeconds">Processor time to bring results back.</param>
/// <param name="Scorer">What ran the model.</param>
/// <param name="Process">Tells the processes of a run apart.</param>
internal sealed record TaskTotals(
    SavedTotals Rows, BigInteger IdHashSum, long FeatureRows, long ModelRows, double FeatureSeconds, double ModelSeconds,
    double ReadSeconds, double WriteSeconds, ScorerReport Scorer, string Process)
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new BigIntegerText() } };

    /// <summary>The totals as JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static TaskTotals Parse(string json) => JsonSerializer.Deserialize<TaskTotals>(json, Json)!;

    private sealed class BigIntegerText : System.Text.Json.Serialization.JsonConverter<BigInteger>
    {
        public override BigInteger Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            BigInteger.Parse(reader.GetString()!, System.Globalization.CultureInfo.InvariantCulture);

        public override void Write(Utf8JsonWriter writer, BigInteger value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
