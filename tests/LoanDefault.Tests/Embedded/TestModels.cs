using LoanDefault.Core.Applications;
using LoanDefault.Core.Decisions;
using LoanDefault.Core.Features;
using LoanDefault.Core.Models;
using LoanDefault.Onnx.Trees;

namespace LoanDefault.Tests.Embedded;

/// <summary>Model packages of a few stumps, for tests of the host: any contract, no training.</summary>
internal static class TestModels
{
    private const int Trees = 12;

    /// <summary>Writes a package and loads it.</summary>
    public static ModelPackage Write(string folder, ApplicationContract contract)
    {
        var features = new FeatureSet(contract);
        var random = new Random(7);
        var ensemble = new TreeEnsemble(
            features.Features.Count, Enumerable.Range(0, Trees).Select(i => Stump(i % features.Features.Count, random)), -2.5f);
        float[] rows = [.. Enumerable.Range(0, 8 * features.Features.Count).Select(i => i % 5 == 0 ? float.NaN : random.NextSingle() * 100)];
        float[] margins = [.. rows.Chunk(features.Features.Count).Select(row => ensemble.Margin(row))];
        var files = new Dictionary<string, byte[]>
        {
            [ModelPackage.ModelFile] = TreeEnsembleWriter.Write(ensemble),
            [ModelPackage.ContractFileName] = ContractFile.ToJson(contract),
            [ModelPackage.ParityFile] = new ParityRows(features.Features.Count, rows, margins).ToBytes(),
        };
        var manifest = new ModelManifest
        {
            Name = "stumps",
            Version = "1",
            Algorithm = "none",
            Features = [.. features.Features.Select(f => f.Name)],
            FeatureSetHash = features.Hash,
            ContractHash = ContractFile.Hash(contract),
            Decisions = Policy,
            TrainingData = new TrainingData(0, 0, 0, 0, 0, new string('0', 64)),
            Files = new Dictionary<string, string>(),
        };
        ModelPackageFiles.Write(folder, manifest, files, overwrite: false);
        return ModelPackage.Load(folder);
    }

    private static DecisionPolicy Policy { get; } = new()
    {
        Bands = [new("A", 600), new("B", 580), new("C", 560), new("D", 540), new("E", null)],
        ApproveAtOrAbove = 580,
        DeclineBelow = 540,
    };

    private static DecisionTree Stump(int feature, Random random) => new(
    [
        TreeNode.Branch(feature, random.NextSingle() * 50, 1, 2, random.Next(2) == 0, 10),
        TreeNode.Leaf(random.NextSingle() - 0.5f, 5),
        TreeNode.Leaf(random.NextSingle() - 0.5f, 5),
    ]);
}
