using System.Globalization;

namespace LoanDefault.Benchmarks.Sides;

/// <summary>Prints pairs as a Markdown table and notes which miss their target.</summary>
internal sealed class PairTable
{
    private const double MicrosASecond = 1e6;
    private readonly List<string> _missed = [];

    /// <summary>What was slower than wanted, one line each.</summary>
    public IReadOnlyList<string> Missed => _missed;

    public static void WriteHead() => Console.WriteLine(
        """
        | Spark | what | unit | ours | PySpark | ratio | target | ours, CPU | PySpark, CPU | ratio |
        |---|---|---|---|---|---|---|---|---|---|
        """);

    /// <summary>Costs a row.</summary>
    public void WriteRowCost(SparkRelease release, string what, Pair pair, double? target = null) => Write(release, what, "us/row", MicrosASecond, pair, target);

    /// <summary>Costs of a whole.</summary>
    public void WriteSeconds(SparkRelease release, string what, Pair pair) => Write(release, what, "s", 1, pair, target: null);

    private void Write(SparkRelease release, string what, string unit, double factor, Pair pair, double? target)
    {
        Console.WriteLine(
            $"| {release.Version} | {what} | {unit} | {Number(pair.Ours.Seconds * factor)} | {Number(pair.Theirs.Seconds * factor)} | {Number(pair.Ratio)} | "
            + $"{(target is { } most ? "at most " + Number(most) : "")} | {Number(pair.Ours.CpuSeconds * factor)} | {Number(pair.Theirs.CpuSeconds * factor)} | {Number(pair.CpuRatio)} |");
        if (pair.Ratio > target)
            _missed.Add($"{what} on Spark {release.Version}: {Number(pair.Ratio)} of PySpark's wall time, wanted at most {Number(target.Value)}");
    }

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
