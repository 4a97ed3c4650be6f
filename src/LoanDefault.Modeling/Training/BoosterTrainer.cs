using LoanDefault.Modeling.Evaluation;
using LoanDefault.Modeling.XGBoost;

namespace LoanDefault.Modeling.Training;

/// <summary>Trains one booster; call it on a <see cref="BoosterThread"/>.</summary>
/// <param name="seed">Seeds every booster alike.</param>
/// <param name="threads">How many threads XGBoost uses in one booster.</param>
/// <param name="stop">Ends training between two rounds.</param>
internal sealed class BoosterTrainer(int seed, int threads, CancellationToken stop)
{
    /// <summary>Trains until the loss on other rows stops falling.</summary>
    /// <returns>The best loss (log-loss, nats) and how many rounds had it.</returns>
    public (double LogLoss, int Rounds) FindRounds(
        LabelledRows train, LabelledRows validation, BoostingParameters parameters, int maxRounds, int patience)
    {
        using var trainMatrix = new DMatrix(train.Features, train.IsBad, threads);
        using var validationMatrix = new DMatrix(validation.Features, validation.IsBad, threads);
        using var booster = new Booster(
            parameters.ToNative(train.BadShare, seed, threads), trainMatrix, validationMatrix);
        var best = new EarlyStopping(patience);
        var margins = new float[validation.Count];
        for (var round = 0; round < maxRounds; round++)
        {
            stop.ThrowIfCancellationRequested();
            booster.Update(round, trainMatrix);
            booster.PredictMargins(validationMatrix, margins);
            if (best.Stops(round + 1, ProbabilityLoss.LogLoss(margins, validation.IsBad)))
                break;
        }
        return (best.BestLoss, best.BestRounds);
    }

    /// <summary>Trains a number of rounds and hands the booster on while it lives.</summary>
    /// <param name="train">The rows.</param>
    /// <param name="parameters">How trees are grown.</param>
    /// <param name="rounds">How many rounds.</param>
    /// <param name="use">Takes what it needs from the booster.</param>
    public T Fit<T>(LabelledRows train, BoostingParameters parameters, int rounds, Func<Booster, T> use)
    {
        using var matrix = new DMatrix(train.Features, train.IsBad, threads);
        using var booster = new Booster(parameters.ToNative(train.BadShare, seed, threads), matrix);
        for (var round = 0; round < rounds; round++)
        {
            stop.ThrowIfCancellationRequested();
            booster.Update(round, matrix);
        }
        return use(booster);
    }
}
