using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using LoanDefault.Core.Decisions;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Models;
using LoanDefault.Core.Scoring;
using LoanDefault.Spark.Functions;

namespace LoanDefault.Spark.Scoring.Tasks;

/// <summary>
/// What every task of a run needs, as one archive that the driver broadcasts: the model package, the run's settings and
/// the ids that occur more than once. A worker process opens it once.
/// </summary>
internal sealed class RunBundle
{
    private const string ModelFolder = "model";
    private const string SettingsFile = "run.json";
    private const string RepeatedFile = "repeated-ids";

    private static readonly ConcurrentDictionary<string, Lazy<RunBundle>> Opened = new();

    private RunBundle(ModelPackage model, RunSettings settings, RepeatedIds repeated)
    {
        Model = model;
        Settings = settings;
        Repeated = repeated;
        Scorer = model.CreateScorer(settings.Scorer);
    }

    /// <summary>The model.</summary>
    public ModelPackage Model { get; }

    /// <summary>The model, ready to score on any thread.</summary>
    public ModelScorer Scorer { get; }

    /// <summary>The run's settings.</summary>
    public RunSettings Settings { get; }

    /// <summary>Ids that occur more than once.</summary>
    public RepeatedIds Repeated { get; }

    /// <summary>Makes a bundle's bytes.</summary>
    public static byte[] Write(ModelPackage model, RunSettings settings, RepeatedIds repeated)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in model.Contents)
                Add(zip, $"{ModelFolder}/{name}", content);
            Add(zip, SettingsFile, JsonSerializer.SerializeToUtf8Bytes(settings));
            using Stream ids = zip.CreateEntry(RepeatedFile, CompressionLevel.Fastest).Open();
            repeated.Write(ids);
        }

        return bytes.ToArray();
    }

    /// <summary>What tells bundles apart: SHA-256.</summary>
    public static string HashOf(ReadOnlySpan<byte> bundle) => Convert.ToHexStringLower(SHA256.HashData(bundle));

    /// <summary>Opens a bundle, or gives the one that this process has opened.</summary>
    /// <param name="broadcast">Holds it.</param>
    /// <param name="sha256">Its hash as the driver knows it.</param>
    /// <exception cref="BadInputException">It is another one, or the model does not score here as it should.</exception>
    public static RunBundle Open(TaskBroadcast broadcast, string sha256) =>
        Opened.GetOrAdd(sha256, _ => new Lazy<RunBundle>(() => Read(broadcast.ReadAll().ToArray(), sha256))).Value;

    private static RunBundle Read(byte[] bytes, string sha256)
    {
        string actual = HashOf(bytes);
        if (actual != sha256)
            throw new BadInputException($"the run's bundle is not the one that the driver sent (SHA-256 {actual}, expected {sha256}): run again");
        string folder = Directory.CreateTempSubdirectory("loandefault-run-").FullName;
        try
        {
            using (var zip = new ZipArchive(new MemoryStream(bytes)))
                zip.ExtractToDirectory(folder);
            RunSettings settings = JsonSerializer.Deserialize<RunSettings>(File.ReadAllBytes(Path.Combine(folder, SettingsFile)))!;
            RepeatedIds repeated = RepeatedIds.Read(File.ReadAllBytes(Path.Combine(folder, RepeatedFile)));
            ModelPackage model = ModelPackage.Load(Path.Combine(folder, ModelFolder), settings.ModelHash);
            return new RunBundle(model, settings, repeated);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using Stream entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        entry.Write(content);
    }
}

/// <summary>A run's settings, as tasks need them.</summary>
internal sealed record RunSettings
{
    /// <summary>The model's hash.</summary>
    public required string ModelHash { get; init; }

    /// <summary>The partition; later dates break a rule.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>Points, bands and cut-offs.</summary>
    public required DecisionPolicy Decisions { get; init; }

    /// <summary>What shall run the model.</summary>
    public ScorerChoice Scorer { get; init; }

    /// <summary>The input's files: as Spark names them, and relative to the input's root.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>For each layout of files, the contract's position of each column that crosses.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Layouts { get; init; }

    /// <summary>The most quarantined rows that a task describes; with more, a gate refuses the run whatever they are.</summary>
    public required long MostDescribed { get; init; }
}
