namespace LoanDefault.Modeling.Training;

/// <summary>Remembers the best round so far and says when to give up.</summary>
/// <param name="patience">How many rounds without a new best end the training; at least 1.</param>
internal sealed class EarlyStopping(int patience)
{
    /// <summary>The lowest loss so far.</summary>
    public double BestLoss { get; private set; } = double.PositiveInfinity;

    /// <summary>How many rounds the best model has: 1 more than the position of its last round; 0 before any.</summary>
    public int BestRounds { get; private set; }

    /// <summary>Takes the loss after a round.</summary>
    /// <param name="rounds">How many rounds the model has now.</param>
    /// <param name="loss">The loss on rows that the model was not trained on.</param>
    /// <returns>True when training should stop.</returns>
    public bool Stops(int rounds, double loss)
    {
        if (loss < BestLoss)
        {
            BestLoss = loss;
            BestRounds = rounds;
        }
        return rounds - BestRounds >= patience;
    }
}
