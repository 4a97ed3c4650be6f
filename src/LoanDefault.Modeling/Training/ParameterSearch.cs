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
        var trainer = new BoosterTrainer(settings.Seed, settings.Threads, stop);
        var runs = BoosterThread.RunAll(settings.Candidates.Count * folds.Count, settings.Concurrency, index =>
        {
            // Taken when needed: the splits together would hold the data as often as there are folds.
            var train = rows.Take(folds.Train(index % folds.Count));
            var validation = rows.Take(folds.Test(index % folds.Count));
            return trainer.FindRounds(
                train, validation, settings.Candidates[index / folds.Count], settings.MaxRounds, settings.Patience);
        });
        var candidates = runs.Chunk(folds.Count).Zip(settings.Candidates, Summarise).ToArray();
        return new ParameterChoice(candidates.MinBy(c => c.LogLoss)!, candidates);
    }

    private static CandidateResult Summarise((double LogLoss, int Rounds)[] runs, BoostingParameters parameters) => new(
        parameters,
        runs.Sum(r => r.LogLoss) / runs.Length,
        Math.Max(1, (int)Math.Round(runs.Sum(r => (double)r.Rounds) / runs.Length)));
}
