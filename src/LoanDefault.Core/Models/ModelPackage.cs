using System.Globalization;
using System.Text.Json;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Decisions;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring;
using LoanDefault.Core.Scoring.Kernels;
using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Models;

/// <summary>
/// A model package, read and checked: every file's bytes match the manifest's hash, and those bytes are the ones used.
/// </summary>
public sealed class ModelPackage
{
    /// <summary>The manifest's file name.</summary>
    public const string ManifestFile = "manifest.json";

    /// <summary>The model's file name.</summary>
    public const string ModelFile = "model.onnx";

    /// <summary>The contract's file name.</summary>
    public const string ContractFileName = "contract.json";

    /// <summary>The parity rows' file name.</summary>
    public const string ParityFile = "parity.bin";

    /// <summary>The metrics' file name.</summary>
    public const string MetricsFile = "metrics.json";

    /// <summary>The name of the file that holds the manifest's hash.</summary>
    public const string ManifestHashFile = "manifest.sha256";

    private readonly IReadOnlyDictionary<string, byte[]> _files;
    private readonly byte[] _manifestBytes;

    private ModelPackage(string directory, ModelManifest manifest, byte[] manifestBytes, IReadOnlyDictionary<string, byte[]> files)
    {
        Directory = directory;
        Manifest = manifest;
        Hash = ModelPackageFiles.Hash(manifestBytes);
        _manifestBytes = manifestBytes;
        _files = files;
        Contract = ContractFile.Parse(File(ContractFileName), PathOf(ContractFileName));
        FeatureSet = new FeatureSet(Contract);
    }

    /// <summary>The folder.</summary>
    public string Directory { get; }

    /// <summary>What the package says of itself.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>The model's hash: SHA-256 of the manifest, which holds the hash of every other file.</summary>
    public string Hash { get; }

    /// <summary>The contract that the model was trained with.</summary>
    public ApplicationContract Contract { get; }

    /// <summary>The features as this program computes them; equal to the manifest's by hash.</summary>
    public FeatureSet FeatureSet { get; }

    /// <summary>Every file of the package by name, as it was read: the manifest and its hash too.</summary>
    public IReadOnlyDictionary<string, byte[]> Contents => new Dictionary<string, byte[]>(_files)
    {
        [ManifestFile] = _manifestBytes,
        [ManifestHashFile] = ModelPackageFiles.HashLine(Hash),
    };

    /// <summary>Reads and checks a package.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="hash">The model's hash as it is known from outside the package; null when it is not.</param>
    /// <exception cref="BadInputException">
    /// A file is missing, changed, foreign or a link, the model has another hash, or the package does not fit this program.
    /// </exception>
    public static ModelPackage Load(string directory, string? hash = null)
    {
        string manifestPath = Path.Combine(directory, ManifestFile);
        byte[] manifestBytes = ModelPackageFiles.ReadManifest(directory);
        if (hash is not null && ModelPackageFiles.Hash(manifestBytes) is var own && own != hash)
            throw new BadInputException($"{directory}: the model's hash is {own}, not the {hash} that was asked for: name the package that has that hash", directory);
        ModelManifest manifest = ParseManifest(manifestBytes, manifestPath);
        var files = new Dictionary<string, byte[]>();
        foreach ((string name, string expected) in manifest.Files)
        {
            string path = Path.Combine(directory, name);
            if (name != Path.GetFileName(name))
                throw new BadInputException($"{manifestPath}: file '{name}' is not a plain name: take the package from its source again", manifestPath);
            byte[] bytes = ModelPackageFiles.Read(path, directory);
            string actual = ModelPackageFiles.Hash(bytes);
            if (actual != expected)
                throw new BadInputException($"{path}: the file was changed after the model was made (SHA-256 {actual}, manifest.json says {expected}): take the package from its source again", path);
            files.Add(name, bytes);
        }

        foreach (string required in new[] { ModelFile, ContractFileName, ParityFile })
        {
            if (!files.ContainsKey(required))
                throw new BadInputException($"{manifestPath}: the package lists no {required}: take the package from its source again", manifestPath);
        }

        var package = new ModelPackage(directory, manifest, manifestBytes, files);
        package.CheckFits();
        return package;
    }

    /// <summary>The bytes of one of the package's files.</summary>
    /// <param name="name">A name that the manifest lists.</param>
    /// <exception cref="BadInputException">The package has no such file.</exception>
    public byte[] File(string name) => _files.TryGetValue(name, out byte[]? bytes)
        ? bytes
        : throw new BadInputException($"{PathOf(name)}: the package has no such file", PathOf(name));

    /// <summary>
    /// Creates the scorer and proves that it gives the package's parity rows their bits. A kernel must also give ONNX Runtime's
    /// bits to rows made of the model itself; where it does not, ONNX Runtime scores, and the report says so.
    /// </summary>
    /// <param name="choice">What shall score.</param>
    /// <exception cref="BadInputException">The model cannot be loaded or scores otherwise on this machine.</exception>
    /// <exception cref="WrongUseException">A kernel was asked for and the model has none.</exception>
    public ModelScorer CreateScorer(ScorerChoice choice = ScorerChoice.Auto) =>
        CreateScorer(choice, static (trees, path) => new KernelScorer(trees, path));

    /// <summary>Refuses a choice that the model does not allow, without loading the model's runtime.</summary>
    /// <param name="choice">What shall score.</param>
    /// <exception cref="BadInputException">The model is broken.</exception>
    /// <exception cref="WrongUseException">A kernel was asked for and the model has none.</exception>
    public void CheckScorer(ScorerChoice choice)
    {
        if (choice == ScorerChoice.Kernel)
            PlanKernel(choice);
    }

    internal ModelScorer CreateScorer(ScorerChoice choice, Func<TreeEnsemble, HardwarePath, IScorer> kernels)
    {
        // Before ONNX Runtime sees the bytes: it follows a broken tree until it crashes.
        (TreeModel trees, KernelPlan plan) = PlanKernel(choice);
        var runtime = new OnnxRuntimeScorer(File(ModelFile), PathOf(ModelFile));
        bool isHandedOut = false;
        try
        {
            ParityRows parity = CheckRuntime(runtime);
            ModelScorer scorer = ScorerSelection.Of(choice, trees, plan, runtime, parity.Features, kernels);
            isHandedOut = scorer.Report.Scorer == ScorerReport.OnnxRuntimeScorer;
            return scorer;
        }
        finally
        {
            if (!isHandedOut)
                runtime.Dispose();
        }
    }

    private (TreeModel Trees, KernelPlan Plan) PlanKernel(ScorerChoice choice)
    {
        string path = PathOf(ModelFile);
        TreeModel trees = TreeModel.Load(File(ModelFile), path).Trees;
        KernelPlan plan = KernelPlan.ForMargins(trees);
        return choice == ScorerChoice.Kernel && plan.Path is null
            ? throw new WrongUseException($"{path}: no kernel scores this model ({plan.Reason}): choose the scorer auto or onnxruntime")
            : (trees, plan);
    }

    private ParityRows CheckRuntime(OnnxRuntimeScorer runtime)
    {
        if (runtime.FeatureCount != FeatureSet.Features.Count)
            throw new BadInputException($"{PathOf(ModelFile)}: the model takes {runtime.FeatureCount} features, the contract makes {FeatureSet.Features.Count}: train it again", PathOf(ModelFile));
        ParityRows parity = ParityRows.Parse(File(ParityFile), PathOf(ParityFile));
        if (parity.FeatureCount != runtime.FeatureCount)
            throw new BadInputException($"{PathOf(ParityFile)}: the rows have {parity.FeatureCount} features, the model takes {runtime.FeatureCount}: train it again", PathOf(ParityFile));
        int mismatch = parity.FirstMismatch(runtime);
        return mismatch < 0 ? parity : throw new BadInputException(
            $"{PathOf(ModelFile)}: {runtime.Name} scores parity row {mismatch} differently from when the model was made: do not use this model here; train it again on this machine",
            PathOf(ModelFile), row: mismatch);
    }

    /// <summary>Refuses a contract that means other values than the model's; how they are delivered may differ.</summary>
    /// <param name="contract">The contract that the run was given.</param>
    /// <param name="path">Its file.</param>
    /// <exception cref="BadInputException">The hashes differ.</exception>
    public void CheckContract(ApplicationContract contract, string path)
    {
        string hash = ContractFile.Hash(contract);
        if (hash != Manifest.ContractHash)
            throw new BadInputException($"{path}: the contract's hash {hash} differs from the model's {Manifest.ContractHash}: change nothing but 'csv' and 'source' in a copy of the model's own ({PathOf(ContractFileName)}), or train a model with this one", path);
    }

    private static ModelManifest ParseManifest(byte[] json, string path)
    {
        ModelManifest? manifest;
        try
        {
            // The format comes first: another one may have other fields.
            int? format = JsonSerializer.Deserialize<FormatOnly>(json, FormatOnly.Options)?.Format;
            if (format != ModelManifest.CurrentFormat)
                throw new BadInputException($"{path}: format {format?.ToString(CultureInfo.InvariantCulture) ?? "(none)"} is not {ModelManifest.CurrentFormat}: train the model again with this version", path);
            manifest = JsonSerializer.Deserialize<ModelManifest>(json, PackageJson.Options);
        }
        catch (JsonException e)
        {
            throw new BadInputException($"{path}: not a model manifest ({JsonProblem.Describe(e, PackageJson.Options)}): take the package from its source again", path, innerException: e);
        }

        DecisionPolicyFile.Check(manifest!.Decisions, path);
        return manifest;
    }

    private void CheckFits()
    {
        CheckContract(Contract, PathOf(ContractFileName));
        if (FeatureSet.Hash != Manifest.FeatureSetHash || !FeatureSet.Features.Select(f => f.Name).SequenceEqual(Manifest.Features))
            throw new BadInputException($"{PathOf(ManifestFile)}: the model was trained with feature set {Manifest.FeatureSetHash}, this program computes {FeatureSet.Hash}: train it again with this version", PathOf(ManifestFile));
    }

    private sealed record FormatOnly(int? Format = null)
    {
        public static JsonSerializerOptions Options { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    }

    private string PathOf(string name) => Path.Combine(Directory, name);
}
