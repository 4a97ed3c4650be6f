using System.Text.Json;
using System.Text.Json.Serialization;
using LoanDefault.Tables.Delta;

namespace LoanDefault.Tables.Publishing;

/// <summary>
/// A published run as the log tells it: in the <c>userMetadata</c> of its commits and in a tag of every file that it
/// added, so that it is still known when old commits have been cleaned away.
/// </summary>
public sealed record PublishedRun
{
    /// <summary>Identifies the execution; file names carry it.</summary>
    public required string RunId { get; init; }

    /// <summary>Identifies the result: <see cref="RunKeyParts.RunKey"/>.</summary>
    public required string RunKey { get; init; }

    /// <summary>The night.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>The input files' hash.</summary>
    public required string Inputs { get; init; }

    /// <summary>The model package's hash.</summary>
    public required string Model { get; init; }

    /// <summary>The contract's hash.</summary>
    public required string Contract { get; init; }

    /// <summary>The decision configuration's hash.</summary>
    public required string Decisions { get; init; }

    /// <summary>The number of files that the run added to the table.</summary>
    public int Files { get; init; }

    /// <summary>The version of the quarantine table that belongs to the run; null inside the quarantine table.</summary>
    public long? QuarantineVersion { get; init; }

    internal static PublishedRun Of(RunKeyParts parts, string runId, int files, long? quarantineVersion) => new()
    {
        RunId = runId,
        RunKey = parts.RunKey,
        BusinessDate = parts.BusinessDate,
        Inputs = parts.InputsHash,
        Model = parts.ModelHash,
        Contract = parts.ContractHash,
        Decisions = parts.DecisionsHash,
        Files = files,
        QuarantineVersion = quarantineVersion,
    };

    /// <summary>What differs, in words for a message: inputs, model, contract, decisions.</summary>
    internal IReadOnlyList<string> DifferencesFrom(RunKeyParts other) => new[]
        {
            ("inputs", Inputs == other.InputsHash),
            ("model", Model == other.ModelHash),
            ("contract", Contract == other.ContractHash),
            ("decisions", Decisions == other.DecisionsHash),
        }
        .Where(part => !part.Item2)
        .Select(part => part.Item1)
        .ToList();
}

/// <summary>The <c>userMetadata</c> of our commits.</summary>
internal sealed record RunNote
{
    /// <summary>Null in the commits of other writers.</summary>
    [JsonPropertyName("loandefault")]
    public PublishedRun? Run { get; init; }

    /// <summary>The run's figures as the host gives them.</summary>
    public JsonElement? Figures { get; init; }

    /// <summary>The run that a commit's text or a file's tag names, or null when it is not one of ours.</summary>
    internal static PublishedRun? ReadRun(string? userMetadata)
    {
        if (userMetadata is null || !userMetadata.StartsWith('{'))
            return null;
        try
        {
            return JsonSerializer.Deserialize(userMetadata, RunJson.Context.RunNote)?.Run;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal string Write() => JsonSerializer.Serialize(this, RunJson.Context.RunNote);
}

/// <summary>The run that added a file, kept as the file's tag.</summary>
internal static class RunTag
{
    internal const string Name = "loandefault";

    internal static IReadOnlyDictionary<string, string?> Of(PublishedRun run) =>
        new Dictionary<string, string?> { [Name] = JsonSerializer.Serialize(run, RunJson.Context.PublishedRun) };

    internal static PublishedRun? Read(AddFile add)
    {
        if (add.Tags?.GetValueOrDefault(Name) is not { } text)
            return null;
        try
        {
            return JsonSerializer.Deserialize(text, RunJson.Context.PublishedRun);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunNote))]
[JsonSerializable(typeof(PublishedRun))]
internal sealed partial class RunJsonContext : JsonSerializerContext;

internal static class RunJson
{
    internal static readonly RunJsonContext Context =
        new(new JsonSerializerOptions(RunJsonContext.Default.Options) { Encoder = DeltaJson.Context.Options.Encoder });
}
