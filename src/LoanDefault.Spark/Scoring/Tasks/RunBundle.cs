using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using LoanDefault.Core.Decisions;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Models;
using LoanDefault.Core.Scoring;

namespace LoanDefault.Spark.Scoring.Tasks;

/// <summary>
/// What every task of a run needs, as one file that the driver gives to Spark: the model package, the run's settings and
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
        Scorer = model.CreateScorer();
    }

    /// <summary>The model.</summary>
    public ModelPackage Model { get; }

    /// <summary>The model, ready to score on any thread.</summary>
    public IScorer Scorer { get; }

    /// <summary>The run's settings.</summary>
    public RunSettings Settings { get; }

    /// <summary>Ids that occur more than once.</summary>
    public RepeatedIds Repeated { get; }

    /// <summary>Writes a bundle.</summary>
    /// <returns>The SHA-256 of the file.</returns>
    public static string Write(string path, ModelPackage model, RunSettings settings, RepeatedIds repeated)
    {
        using (FileStream file = File.Create(path))
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] bytes) in model.Contents)
                Add(zip, $"{ModelFolder}/{name}", bytes);
            Add(zip, SettingsFile, JsonSerializer.SerializeToUtf8Bytes(settings));
            using Stream ids = zip.CreateEntry(RepeatedFile, CompressionLevel.Fastest).Open();
            repeated.Write(ids);
        }

        return Hash(path);
    }

    /// <summary>Opens a bundle, or gives the one that this process has opened.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sha256">Its SHA-256 as the driver knows it.</param>
    /// <exception cref="BadInputException">The file is another one, or the model does not score here as it should.</exception>
    public static RunBundle Open(string path, string sha256) =>
        Opened.GetOrAdd(sha256, _ => new Lazy<RunBundle>(() => Read(path, sha256))).Value;

    private static RunBundle Read(string path, string sha256)
    {
        string actual = Hash(path);
        if (actual != sha256)
            throw new BadInputException($"{path}: is not the file that the driver sent (SHA-256 {actual}, expected {sha256}): run again", path);
        string folder = Directory.CreateTempSubdirectory("loandefault-run-").FullName;
        try
        {
            ZipFile.ExtractToDirectory(path, folder);
            RunSettings settings = JsonSerializer.Deserialize<RunSettings>(File.ReadAllBytes(Path.Combine(folder, SettingsFile)))!;
            RepeatedIds repeated = RepeatedIds.Read(File.ReadAllBytes(Path.Combine(folder, RepeatedFile)));
            ModelPackage model = ModelPackage.Load(Path.Combine(folder, ModelFolder));
            if (model.Hash != settings.ModelHash)
                throw new BadInputException($"{path}: holds model {model.Hash}, the run is for {settings.ModelHash}: run again", path);
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

    private static string Hash(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
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

    /// <summary>The input's files: as Spark names them, and relative to the input's root.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>For each layout of files, the contract's position of each column that crosses.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Layouts { get; init; }

    /// <summary>The most quarantined rows that a task describes; with more, a gate refuses the run whatever they are.</summary>
    public required long MostDescribed { get; init; }
}
