using System.Text.Json.Serialization;

namespace LoanDefault.Benchmarks.Sides;

/// <summary>What a side is asked to run: one JSON object a line.</summary>
/// <param name="Work">One of <see cref="SparkWork"/>.</param>
/// <param name="Input">A folder of Parquet files: an id and the model's features.</param>
/// <param name="Output">The folder that the result is written to, replaced; empty for work that writes nothing.</param>
/// <param name="Model">The model: the folder of its package for us, its ONNX file for PySpark.</param>
/// <param name="Settings">Settings of Spark SQL from this work on.</param>
internal sealed record SparkRequest(
    [property: JsonPropertyName("work")] string Work,
    [property: JsonPropertyName("input")] string Input,
    [property: JsonPropertyName("output")] string Output,
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("settings")] IReadOnlyDictionary<string, string>? Settings = null);

/// <summary>What a side says when it is done.</summary>
/// <param name="Answer">What the work gives, if anything.</param>
internal sealed record SparkAnswer([property: JsonPropertyName("answer")] string? Answer);

/// <summary>The kinds of work.</summary>
internal static class SparkWork
{
    /// <summary>One row, through the worker, to the driver.</summary>
    public const string First = "first";

    /// <summary>Rows cross unchanged and are dropped.</summary>
    public const string Identity = "identity";

    /// <summary>Rows cross unchanged and are written as Parquet.</summary>
    public const string Copy = "copy";

    /// <summary>Rows are scored by ONNX Runtime; ids and scores are written as Parquet.</summary>
    public const string Model = "model";

    /// <summary>As <see cref="Model"/>, on our side by a kernel; PySpark has ONNX Runtime.</summary>
    public const string Kernel = "kernel";
}
