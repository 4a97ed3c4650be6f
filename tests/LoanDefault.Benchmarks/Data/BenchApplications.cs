using System.Globalization;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Numerics;

namespace LoanDefault.Benchmarks.Data;

/// <summary>
/// Generated applications with 40 numbers, for benchmarks only. A value depends on its row and feature alone, so any
/// number of threads may make any part of them.
/// </summary>
internal static class BenchApplications
{
    /// <summary>How many features there are.</summary>
    public const int FeatureCount = 40;

    /// <summary>The name of the id column.</summary>
    public const string IdColumn = "application_id";

    private const double MissingShare = 0.05;

    /// <summary>The contract of these applications: an id and the numbers <c>x00</c> to <c>x39</c>, any of them may be missing.</summary>
    public static ApplicationContract Contract { get; } = new()
    {
        Name = "bench",
        Description = "Generated applications for benchmarks.",
        Id = IdColumn,
        Columns =
        [
            new ContractColumn { Name = IdColumn, Type = ColumnType.Id, Required = true },
            .. Enumerable.Range(0, FeatureCount).Select(f => new ContractColumn
            {
                Name = FeatureName(f),
                Type = ColumnType.Number,
                Minimum = -10,
                Maximum = 1_000_000,
            }),
        ],
    };

    /// <summary>A feature's name: <c>x00</c> to <c>x39</c>.</summary>
    public static string FeatureName(int feature) => string.Create(CultureInfo.InvariantCulture, $"x{feature:00}");

    /// <summary>One number, of the kinds that loan data has and as coarse as it is; null is missing.</summary>
    public static double? Value(long row, int feature)
    {
        var bits = Bits(row, feature);
        var uniform = Uniform(bits);
        if (IsMissing(bits, feature))
            return null;
        return (feature % 4) switch
        {
            0 => Math.Floor(uniform * 1000) / 1000,
            1 => Math.Floor(uniform * uniform * uniform * 1000) * 100,
            2 => Math.Floor(uniform * uniform * 30),
            // Nearly normal, by the sum of three.
            _ => Math.Floor((uniform + Uniform(Mix(bits + 1)) + Uniform(Mix(bits + 2)) - 1.5) * 100) / 100,
        };
    }

    /// <summary>Whether the loan of a row went bad: some features add up, some work in pairs, the rest is chance.</summary>
    public static bool IsBad(long row)
    {
        var logOdds = -2.5;
        for (var feature = 0; feature < FeatureCount; feature += 2)
            logOdds += (0.25 * Signal(row, feature)) + (0.5 * Signal(row, feature) * Signal(row, (feature * 7 + 3) % FeatureCount));
        return Uniform(Mix((ulong)row ^ 0x9E3779B97F4A7C15)) < DeterministicMath.Logistic(logOdds);
    }

    // What a value says of the risk, from -1 to 1; nothing where it is missing.
    private static double Signal(long row, int feature)
    {
        var bits = Bits(row, feature);
        return IsMissing(bits, feature) ? 0 : 2 * Uniform(bits) - 1;
    }

    private static bool IsMissing(ulong bits, int feature) => feature % 8 == 7 && Uniform(Mix(~bits)) < MissingShare;

    private static ulong Bits(long row, int feature) => Mix((ulong)row * FeatureCount + (ulong)feature);

    private static double Uniform(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));

    // The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
