using LoanDefault.Modeling.Evaluation;
using LoanDefault.Modeling.XGBoost;

namespace LoanDefault.Modeling.Training;

/// <summary>What one candidate reached.</summary>
/// <param name="Parameters">The candidate.</param>
/// <param name="LogLoss">The mean over the folds of the best log-loss on the held-out part; nats.</param>
/// <param name="Rounds">The mean over the folds of the rounds that had it, rounded to the nearest whole number.</param>
internal sealed record CandidateResult(BoostingParameters Parameters, double LogLoss, int Rounds);

/// <summary>The outcome of a search: what won, and what every candidate reached.</summary>
internal sealed record ParameterChoice(CandidateResult Best, IReadOnlyList<CandidateResult> Candidates);

/// <summary>
/// Chooses parameters and the number of rounds on splits of the rows that it is given, and looks at no others: inside a
/// cross-validation it is given a training fold only, so the estimate on the test fold owes nothing to the search.
/// </summary>
internal sealed class ParameterSearch(TrainingSettings settings, CancellationToken stop)
{
    /// <summary>Trains every candidate on every split, with early stopping.</summary>
    /// <returns>The candidate with the lowest mean log-loss; of equals the earlier one, which is the simpler.</returns>
    public ParameterChoice Choose(LabelledRows rows)
    {
        var folds = StratifiedFolds.Split(rows.IsBad, settings.SearchFolds, settings.Seed);
        var splits = Enumerable.Range(0, folds.Count)
            .Select(fold => (Train: rows.Take(folds.Train(fold)), Validation: rows.Take(folds.Test(fold))))
            .ToArray();
        var trainer = new BoosterTrainer(settings.Seed, settings.Threads, stop);
        var runs = BoosterThread.RunAll(settings.Candidates.Count * splits.Length, settings.Concurrency, index =>
        {
            var (train, validation) = splits[index % splits.Length];
            return trainer.FindRounds(
                train, validation, settings.Candidates[index / splits.Length], settings.MaxRounds, settings.Patience);
        });
        var candidates = runs.Chunk(splits.Length).Zip(settings.Candidates, Summarise).ToArray();
        return new ParameterChoice(candidates.MinBy(c => c.LogLoss)!, candidates);
    }

    private static CandidateResult Summarise((double LogLoss, int Rounds)[] runs, BoostingParameters parameters) => new(
        parameters,
        runs.Sum(r => r.LogLoss) / runs.Length,
        Math.Max(1, (int)Math.Round(runs.Sum(r => (double)r.Rounds) / runs.Length)));
}
