using System.Security.Cryptography;
using System.Text;
using LoanDefault.Core.Features;
using LoanDefault.Core.Models;
using LoanDefault.Core.Pipeline;
using LoanDefault.Modeling;
using LoanDefault.Modeling.Training;

namespace LoanDefault.Benchmarks.Data;

/// <summary>The benchmark model: fixed parameters on generated rows, no search.</summary>
internal static class BenchModel
{
    private static readonly BoostingParameters Parameters =
        new(MaxDepth: 6, LearningRate: 0.05, MinChildWeight: 0, L2: 1, Bins: 256);

    /// <summary>Trains the model.</summary>
    /// <param name="rows">How many generated rows it is trained on.</param>
    /// <param name="trees">How many trees it has.</param>
    /// <param name="stop">Ends training between two rounds.</param>
    public static PackageContents Train(int rows = 20_000, int trees = 500, CancellationToken stop = default)
    {
        var settings = new TrainingSettings { Folds = 2 };
        var fixedChoice = new CandidateResult(Parameters, LogLoss: 0, Rounds: trees);
        var builder = new ModelBuilder(settings, _ => new ParameterChoice(fixedChoice, []), NoProgress.Instance, stop);
        return PackageContents.Of(builder.Build(TrainingSet(rows)), name: null);
    }

    private static TrainingSet TrainingSet(int rows)
    {
        var values = new float[rows * BenchApplications.FeatureCount];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(BenchApplications.Value(i / BenchApplications.FeatureCount, i % BenchApplications.FeatureCount) ?? double.NaN);
        var isBad = Enumerable.Range(0, rows).Select(row => BenchApplications.IsBad(row)).ToArray();
        var labelled = new LabelledRows(new FloatMatrix(values, BenchApplications.FeatureCount), isBad);
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"generated rows 0 to {rows - 1}")));
        return new TrainingSet(
            labelled,
            new FeatureSet(BenchApplications.Contract),
            new TrainingData(rows, labelled.BadCount, rows - labelled.BadCount, Ignored: 0, Rejected: 0, fingerprint));
    }
}
