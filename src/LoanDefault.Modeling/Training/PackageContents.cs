using System.Security.Cryptography;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Models;
using LoanDefault.Modeling.Parity;
using LoanDefault.Modeling.Reports;

namespace LoanDefault.Modeling.Training;

/// <summary>A model package before it is written; the same training gives the same bytes.</summary>
/// <param name="Manifest">What the package says of itself, without its files' hashes.</param>
/// <param name="Files">The other files by name.</param>
internal sealed record PackageContents(ModelManifest Manifest, IReadOnlyDictionary<string, byte[]> Files)
{
    private const string BaselineFile = "baseline.json";
    private const string ReportFile = "report.html";
    private const int ParityRowCount = 512;

    /// <summary>Makes the files of a package.</summary>
    /// <param name="model">What training found out.</param>
    /// <param name="name">The model's name; null for the contract's.</param>
    public static PackageContents Of(TrainedModel model, string? name)
    {
        var contract = model.Set.Features.Contract;
        var metrics = ModelMetrics.Of(model);
        var manifest = new ModelManifest
        {
            Name = name ?? contract.Name,
            Version = VersionOf(contract, model.Final.Onnx),
            Algorithm = model.Algorithm,
            Features = [.. model.Set.Features.Features.Select(f => f.Name)],
            FeatureSetHash = model.Set.Features.Hash,
            ContractHash = ContractFile.Hash(contract),
            Decisions = model.Decisions,
            TrainingData = model.Set.Fingerprint,
            Files = new Dictionary<string, string>(),
        };
        return new PackageContents(manifest, new Dictionary<string, byte[]>
        {
            [ModelPackage.ModelFile] = model.Final.Onnx,
            // The package travels without the schema that the original stands beside.
            [ModelPackage.ContractFileName] = ContractFile.ToJson(contract with { Schema = null }),
            [ModelPackage.MetricsFile] = ReportJson.ToBytes(metrics),
            [ModelPackage.ParityFile] = Parity(model).ToBytes(),
            [BaselineFile] = ReportJson.ToBytes(ModelBaseline.Of(model)),
            [ReportFile] = ReportPage.Write(model, metrics, manifest.Name, manifest.Version),
        });
    }

    /// <summary>Writes the package whole or not at all.</summary>
    /// <returns>The model's hash.</returns>
    /// <exception cref="Core.Errors.BadInputException">The folder is not empty and may not be replaced, or cannot be written.</exception>
    public string Write(string directory, bool overwrite) => ModelPackageFiles.Write(directory, Manifest, Files, overwrite);

    // People see at once whether two models are the same; no clock and no counter is needed.
    private static string VersionOf(ApplicationContract contract, byte[] onnx) =>
        FormattableString.Invariant($"{contract.Version}.{Convert.ToHexStringLower(SHA256.HashData(onnx))[..8]}");

    // No row of an applicant leaves the training data: the rows are made of the model's own thresholds.
    private static ParityRows Parity(TrainedModel model)
    {
        var ensemble = model.Final.Trained.Ensemble;
        var rows = AdversarialRows.Mixed(ensemble, ParityRowCount, model.Settings.Seed);
        var margins = Enumerable.Range(0, rows.RowCount).Select(row => ensemble.Margin(rows.Row(row))).ToArray();
        return new ParityRows(rows.ColumnCount, rows.Values, margins);
    }
}
