using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Scoring.Parity;

/// <summary>
/// Rows made of a model alone: each probes all features at once, so that three times the largest number of thresholds of a
/// feature is enough for every threshold and its two neighbours. The same model and seed give the same rows.
/// </summary>
internal sealed class ProbeRows
{
    // So much work takes ONNX Runtime about a fifth of a second.
    private const long MostVisitsAtStart = 40_000_000;
    private const long MostValuesAtStart = 4_000_000;
    private const int Seed = 1;
    private const int MixedRows = 64;

    // Within the whole numbers of 64 bits.
    private const float MostWhole = 1L << 62;

    private static readonly float[] Special =
    [
        float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f, -0f, float.Epsilon, -float.Epsilon, 1e-40f, float.MaxValue, float.MinValue,
    ];

    private readonly float[] _values;

    private ProbeRows(int featureCount, float[] values, int thresholds, int probed)
    {
        FeatureCount = featureCount;
        _values = values;
        Thresholds = thresholds;
        ThresholdsProbed = probed;
    }

    /// <summary>Features a row.</summary>
    public int FeatureCount { get; }

    /// <summary>Number of rows.</summary>
    public int Count => _values.Length / FeatureCount;

    /// <summary>How many distinct thresholds the model has, feature by feature.</summary>
    public int Thresholds { get; }

    /// <summary>Of how many of them all three values are in a row.</summary>
    public int ThresholdsProbed { get; }

    /// <summary>Every threshold.</summary>
    public static ProbeRows All(TreeEnsemble ensemble) => Of(ensemble, int.MaxValue);

    /// <summary>As many as are compared in a fraction of a second, chosen by a seed where that is not all.</summary>
    public static ProbeRows ForStart(TreeEnsemble ensemble)
    {
        long visits = Math.Max(1, ensemble.Trees.Sum(t => (long)t.Depth));
        return Of(ensemble, (int)Math.Max(30, Math.Min(MostVisitsAtStart / visits, MostValuesAtStart / ensemble.FeatureCount)));
    }

    /// <summary>Adds rows that come from elsewhere.</summary>
    /// <param name="values">Their features, row by row.</param>
    public ProbeRows With(ReadOnlySpan<float> values) => new(FeatureCount, [.. _values, .. values], Thresholds, ThresholdsProbed);

    /// <summary>The same rows with whole numbers in some columns: those of inputs that take nothing else.</summary>
    /// <param name="isWhole">Whether a column is one of these.</param>
    public ProbeRows Whole(IReadOnlyList<bool> isWhole)
    {
        if (!isWhole.Contains(true))
            return this;
        float[] values = [.. _values];
        for (int i = 0; i < values.Length; i++)
        {
            if (isWhole[i % FeatureCount])
                values[i] = MathF.Abs(values[i]) < MostWhole ? MathF.Round(values[i]) : 0;
        }

        return new ProbeRows(FeatureCount, values, Thresholds, ThresholdsProbed);
    }

    /// <summary>A row's features.</summary>
    public ReadOnlySpan<float> Row(int row) => _values.AsSpan(row * FeatureCount, FeatureCount);

    /// <summary>Fills a matrix.</summary>
    /// <param name="matrix">Receives the rows.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">How many.</param>
    public void CopyTo(FeatureMatrix matrix, int first, int count)
    {
        matrix.Reset(count);
        for (int feature = 0; feature < FeatureCount; feature++)
        {
            Span<float> column = matrix.Column(feature);
            for (int row = 0; row < count; row++)
                column[row] = _values[(first + row) * FeatureCount + feature];
        }
    }

    private static ProbeRows Of(TreeEnsemble ensemble, int mostRows)
    {
        var random = new Random(Seed);
        float[][] thresholds = ThresholdsOf(ensemble);
        int rows = (int)Math.Min(mostRows, 3L * thresholds.Max(t => t.Length));
        int features = ensemble.FeatureCount;
        var values = new float[(rows + Special.Length + MixedRows) * features];
        for (int feature = 0; feature < features; feature++)
        {
            FillProbes(values.AsSpan(feature), features, rows, thresholds[feature], random);
            for (int i = 0; i < Special.Length; i++)
                values[(rows + i) * features + feature] = Special[i];
            for (int i = 0; i < MixedRows; i++)
                values[(rows + Special.Length + i) * features + feature] = Mixed(thresholds[feature], random);
        }

        return new ProbeRows(features, values, thresholds.Sum(t => t.Length), thresholds.Sum(t => Math.Min(t.Length, rows / 3)));
    }

    // Threshold after threshold in a random order, each with its neighbours; begun again when there are no more.
    private static void FillProbes(Span<float> column, int stride, int rows, float[] thresholds, Random random)
    {
        Span<float> three = stackalloc float[3];
        for (int row = 0; row < rows; row++)
        {
            if (thresholds.Length == 0)
            {
                column[row * stride] = AnyFloat(random);
                continue;
            }

            int position = row / 3 % thresholds.Length;
            if (position == 0 && row % 3 == 0)
                random.Shuffle(thresholds);
            if (row % 3 == 0)
            {
                float threshold = thresholds[position];
                (three[0], three[1], three[2]) = (threshold, float.BitDecrement(threshold), float.BitIncrement(threshold));
                random.Shuffle(three);
            }

            column[row * stride] = three[row % 3];
        }
    }

    private static float Mixed(float[] thresholds, Random random) => random.Next(4) switch
    {
        0 => Special[random.Next(Special.Length)],
        1 => AnyFloat(random),
        _ when thresholds.Length > 0 => thresholds[random.Next(thresholds.Length)],
        _ => (float)random.NextDouble(),
    };

    private static float AnyFloat(Random random) => BitConverter.UInt32BitsToSingle((uint)random.NextInt64(1L << 32));

    private static float[][] ThresholdsOf(TreeEnsemble ensemble)
    {
        var sets = new HashSet<float>?[ensemble.FeatureCount];
        foreach (Tree tree in ensemble.Trees)
        {
            foreach (TreeNode node in tree.Nodes)
            {
                if (node.IsLeaf)
                    continue;
                HashSet<float> set = sets[node.Feature] ??= [];
                if (node.Members is null)
                    set.Add((float)node.Threshold);
                else
                    set.UnionWith(node.Members.Select(m => (float)m));
            }
        }

        return Array.ConvertAll(sets, set => set is null ? [] : set.Order().ToArray());
    }
}
