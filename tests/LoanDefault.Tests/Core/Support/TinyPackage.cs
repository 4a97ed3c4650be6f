using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;
using LoanDefault.Core.Models;

namespace LoanDefault.Tests.Core.Support;

/// <summary>Writes a small real model package, sound or with one thing wrong.</summary>
internal static class TinyPackage
{
    public static ApplicationContract Contract { get; } = Contracts.Of(
        Contracts.Id(), Contracts.Number("loan_amount", minimum: 0), Contracts.Number("annual_income", minimum: 0)) with
    {
        Features = [new() { Name = "loan_to_income" }],
    };

    public static FeatureSet Features { get; } = new(Contract);

    public static ModelManifest Manifest { get; } = new()
    {
        Name = "tiny",
        Version = "1",
        Algorithm = "random trees",
        Features = [.. Features.Features.Select(f => f.Name)],
        FeatureSetHash = Features.Hash,
        ContractHash = ContractFile.Hash(Contract),
        Decisions = Policies.Standard,
        TrainingData = new TrainingData(10, 1, 9, 0, 0, new string('0', 64)),
        Files = new Dictionary<string, string>(),
    };

    public static Dictionary<string, byte[]> Files() => new()
    {
        [ModelPackage.ModelFile] = TinyModel.Onnx(Features.Features.Count),
        [ModelPackage.ContractFileName] = ContractFile.ToJson(Contract),
        [ModelPackage.ParityFile] = Parity().ToBytes(),
        [ModelPackage.MetricsFile] = "{}\n"u8.ToArray(),
    };

    /// <summary>Rows with missing and infinite features and the margins that the trees give them.</summary>
    public static ParityRows Parity(int rows = 100)
    {
        var ensemble = TinyModel.Ensemble(Features.Features.Count);
        var random = new Random(4);
        float[] features = [.. Enumerable.Range(0, rows * ensemble.FeatureCount).Select(i =>
            i % 7 == 0 ? float.NaN : i % 11 == 0 ? float.PositiveInfinity : (float)(random.NextDouble() * 50))];
        float[] margins = [.. features.Chunk(ensemble.FeatureCount).Select(row => ensemble.Margin(row))];
        return new ParityRows(ensemble.FeatureCount, features, margins);
    }

    /// <summary>Writes a package into a folder of its own and gives the folder.</summary>
    public static string Write(
        Func<ModelManifest, ModelManifest>? manifest = null, Action<Dictionary<string, byte[]>>? files = null)
    {
        string directory = Path.Combine(Directory.CreateTempSubdirectory("loandefault-package").FullName, "model");
        Dictionary<string, byte[]> contents = Files();
        files?.Invoke(contents);
        ModelPackageFiles.Write(directory, manifest?.Invoke(Manifest) ?? Manifest, contents, overwrite: false);
        return directory;
    }
}
