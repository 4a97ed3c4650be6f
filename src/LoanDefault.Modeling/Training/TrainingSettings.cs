namespace LoanDefault.Modeling.Training;

/// <summary>What decides the trained bytes beside the data and the library.</summary>
internal sealed record TrainingSettings
{
    /// <summary>Seeds the folds and the boosters.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>How many folds the reported cross-validation has.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>How many folds the parameter search has inside each training fold, and in the final fit.</summary>
    public int SearchFolds { get; init; } = 5;

    /// <summary>How many threads XGBoost uses in one booster; 1, so that no count of cores changes the bytes.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>How many boosters train at the same time; changes no byte.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>The most rounds that a booster may have.</summary>
    public int MaxRounds { get; init; } = 1000;

    /// <summary>How many rounds without a better log-loss end a booster of the search.</summary>
    public int Patience { get; init; } = 40;

    /// <summary>What the search tries, simplest first.</summary>
    public IReadOnlyList<BoostingParameters> Candidates { get; init; } = DefaultCandidates;

    /// <summary>
    /// Shallow trees with a strong penalty: credit data of some thousand loans with few defaults carries additive effects
    /// and some pairs, and little that deeper trees would not make up.
    /// </summary>
    public static IReadOnlyList<BoostingParameters> DefaultCandidates { get; } =
    [
        new(MaxDepth: 1, LearningRate: 0.1, MinChildWeight: 5, L2: 10, RowShare: 0.8, ColumnShare: 0.5, Bins: 64),
        new(MaxDepth: 2, LearningRate: 0.05, MinChildWeight: 5, L2: 10, RowShare: 0.8, ColumnShare: 0.5, Bins: 64),
        new(MaxDepth: 3, LearningRate: 0.05, MinChildWeight: 10, L2: 20, RowShare: 0.8, ColumnShare: 0.5, Bins: 64),
    ];
}
