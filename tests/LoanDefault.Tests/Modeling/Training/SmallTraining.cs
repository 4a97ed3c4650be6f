using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;
using LoanDefault.Core.Models;
using LoanDefault.Core.Pipeline;
using LoanDefault.Modeling.Training;

namespace LoanDefault.Tests.Modeling.Training;

/// <summary>A training that takes a moment, made once for all tests that look at what a training leaves.</summary>
internal static class SmallTraining
{
    public static TrainingSettings Settings { get; } = new()
    {
        Folds = 3,
        SearchFolds = 2,
        MaxRounds = 40,
        Patience = 5,
        Candidates = [new(MaxDepth: 2, LearningRate: 0.3, MinChildWeight: 1, L2: 1, RowShare: 0.8)],
    };

    private static readonly Lazy<TrainedModel> Trained = new(() => Build(Settings));

    public static TrainedModel Model => Trained.Value;

    public static TrainedModel Build(TrainingSettings settings)
    {
        var rows = GeneratedLoans.Make(900, seed: 8);
        var contract = new ApplicationContract
        {
            Name = "generated",
            Columns = [.. Enumerable.Range(0, 4).Select(i => new ContractColumn { Name = $"x{i}", Type = ColumnType.Number })],
        };
        var data = new TrainingData(rows.Count, rows.BadCount, rows.Count - rows.BadCount, 0, 0, new string('0', 64));
        return ModelBuilder.WithSearch(settings, NoProgress.Instance, default).Build(new TrainingSet(rows, new FeatureSet(contract), data));
    }
}
