using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Tests.Core.Scoring.Trees.Support;

/// <summary>A random shape for each seed: everything that a model can be, small enough that a thousand take seconds.</summary>
internal static class RandomShapes
{
    private const int MostBranches = 6000;

    private static readonly SplitRule[] Orders = [SplitRule.Less, SplitRule.LessOrEqual, SplitRule.Greater, SplitRule.GreaterOrEqual];

    private static readonly SplitRule[][] Rules =
    [
        [SplitRule.Less], [SplitRule.LessOrEqual], [SplitRule.Greater], [SplitRule.GreaterOrEqual], Orders, Orders,
        [.. Orders, SplitRule.NotEqual], [SplitRule.Equal, .. Orders, .. Orders], [SplitRule.Equal, SplitRule.NotEqual, .. Orders, .. Orders],
    ];

    public static EnsembleShape Of(int seed)
    {
        var random = new Random(seed);
        EnsembleShape shape = Grown(random) with
        {
            Features = random.Next(10) switch { < 6 => random.Next(1, 9), < 9 => random.Next(9, 60), _ => random.Next(60, 201) },
            Rules = Rules[random.Next(Rules.Length)],
            Thresholds = random.Next(4) == 0 ? random.Next(250, 700) : random.Next(1, 60),
            HasOddThresholds = random.Next(2) == 0,
            HasWholeThresholds = random.Next(5) == 0,
            MissingPercent = random.Next(3) switch { 0 => 0, 1 => 100, _ => 40 },
            HasNegativeWeights = random.Next(3) > 0,
            HasOddWeights = random.Next(3) == 0,
            PostTransform = random.Next(2) == 0 ? PostTransform.None : (PostTransform)random.Next(5),
            IsDouble = random.Next(25) == 0,
        };
        return random.Next(10) switch
        {
            < 5 => AsRegressor(shape, random),
            < 8 => AsClassifier(shape, random),
            _ => AsEnsemble(shape, random),
        };
    }

    private static EnsembleShape Grown(Random random)
    {
        int depth = random.Next(15);
        int trees = random.Next(1, 61);
        return random.Next(4) switch
        {
            0 => new EnsembleShape { Depth = depth, Trees = trees, IsLopsided = true },
            1 when depth > 7 => new EnsembleShape { Depth = depth, Trees = Math.Min(trees, 20), Branches = random.Next(255, 300) },
            2 => new EnsembleShape { Depth = depth, Trees = trees, Branches = random.Next(1, 64) },
            _ => new EnsembleShape { Depth = depth, Trees = Math.Clamp(MostBranches >> depth, 1, trees), LeafPercent = random.Next(30) },
        };
    }

    private static EnsembleShape AsRegressor(EnsembleShape shape, Random random)
    {
        int targets = random.Next(2) == 0 ? 1 : random.Next(2, 5);
        return shape with
        {
            Targets = targets,
            VotesForAll = random.Next(2) == 0,
            VotedTargets = random.Next(4) == 0 ? 1 : 0,
            BaseValues = random.Next(2) == 0 ? targets : 0,
            Aggregation = random.Next(8) == 0 ? (Aggregation)random.Next(4) : Aggregation.Sum,
        };
    }

    private static EnsembleShape AsClassifier(EnsembleShape shape, Random random)
    {
        int labels = random.Next(2) == 0 ? 2 : random.Next(3, 6);
        bool isOneVoted = random.Next(2) == 0;
        return shape with
        {
            Operator = TreeOperator.Classifier,
            Targets = labels,
            VotedTargets = isOneVoted ? 1 : 0,
            FirstVoted = isOneVoted ? random.Next(2) : 0,
            VotesForAll = random.Next(2) == 0,
            BaseValues = random.Next(3) switch { 0 => 0, 1 when labels == 2 => 1, _ => labels },
            HasTextLabels = random.Next(2) == 0,
        };
    }

    // A leaf votes once here, and there are sets.
    private static EnsembleShape AsEnsemble(EnsembleShape shape, Random random) => shape with
    {
        Operator = TreeOperator.Ensemble,
        Targets = random.Next(1, 4),
        Aggregation = random.Next(8) == 0 ? (Aggregation)random.Next(4) : Aggregation.Sum,
        Rules = random.Next(4) == 0 ? [SplitRule.Member, .. shape.Rules] : shape.Rules,
    };
}
