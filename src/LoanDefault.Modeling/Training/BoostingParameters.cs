using System.Globalization;

namespace LoanDefault.Modeling.Training;

/// <summary>How trees are grown; the names in XGBoost's documentation stand beside each.</summary>
/// <param name="MaxDepth">Levels of branches (<c>max_depth</c>).</param>
/// <param name="LearningRate">What a tree's leaves are multiplied with (<c>eta</c>); 0..1.</param>
/// <param name="MinChildWeight">The least sum of hessians in a leaf (<c>min_child_weight</c>).</param>
/// <param name="L2">Ridge penalty on leaf weights (<c>lambda</c>).</param>
/// <param name="RowShare">The share of rows that a tree sees (<c>subsample</c>); 0..1.</param>
/// <param name="ColumnShare">The share of features that a tree sees (<c>colsample_bytree</c>); 0..1.</param>
/// <param name="Bins">How many histogram bins a feature has (<c>max_bin</c>).</param>
internal sealed record BoostingParameters(
    int MaxDepth,
    double LearningRate,
    double MinChildWeight,
    double L2,
    double RowShare = 1,
    double ColumnShare = 1,
    int Bins = 256)
{
    /// <summary>The parameters as XGBoost takes them.</summary>
    /// <param name="baseProbability">The probability that boosting starts from; between 0 and 1.</param>
    /// <param name="seed">Seeds the choice of rows and features.</param>
    /// <param name="threads">How many threads grow a tree; histogram sums, and so bits, depend on it.</param>
    public IReadOnlyList<KeyValuePair<string, string>> ToNative(float baseProbability, int seed, int threads) =>
    [
        new("booster", "gbtree"),
        new("tree_method", "hist"),
        new("objective", "binary:logistic"),
        new("base_score", baseProbability.ToString("R", CultureInfo.InvariantCulture)),
        new("seed", Text(seed)),
        new("nthread", Text(threads)),
        new("verbosity", "0"),
        new("max_depth", Text(MaxDepth)),
        new("eta", Text(LearningRate)),
        new("min_child_weight", Text(MinChildWeight)),
        new("lambda", Text(L2)),
        new("subsample", Text(RowShare)),
        new("colsample_bytree", Text(ColumnShare)),
        new("max_bin", Text(Bins)),
    ];

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
