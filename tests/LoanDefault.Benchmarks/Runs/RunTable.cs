using System.Globalization;

namespace LoanDefault.Benchmarks.Runs;

/// <summary>Prints measured runs as a Markdown table.</summary>
internal static class RunTable
{
    private static readonly string[] Shares = ["read", "features", "model", "write", "audit", "duplicates", "other"];

    public static void WriteHead() => Console.WriteLine(
        $"""
        | model | scorer | rows | wall us/row | CPU us/row | but the model, CPU us/row | rows/s | peak MiB | {string.Join(" % | ", Shares)} % |
        |---|---|---|---|---|---|---|---|{string.Concat(Enumerable.Repeat("---|", Shares.Length))}
        """);

    public static void Write(string model, string scorer, RunFigures run)
    {
        string shares = string.Join(" | ", Shares.Select(s => Number(100 * run.CpuByShare.GetValueOrDefault(s) / run.CpuSeconds, "0")));
        Console.WriteLine(
            $"| {model} | {scorer} | {Number(run.Rows, "N0")} | {Micros(run.Seconds, run)} | {Micros(run.CpuSeconds, run)} | {Micros(run.OverheadSeconds, run)} | "
            + $"{Number(run.Rows / run.Seconds, "N0")} | {Number(run.PeakMemoryBytes / 1048576.0, "0")} | {shares} |");
    }

    /// <summary>The cost of one more row, so that start-up drops out.</summary>
    public static void WriteSlope(RunFigures small, RunFigures large)
    {
        double rows = (large.Rows - small.Rows) / 1e6;
        double all = (large.OverheadSeconds - small.OverheadSeconds) / rows;
        double bare = (large.BareOverheadSeconds - small.BareOverheadSeconds) / rows;
        Console.WriteLine();
        Console.WriteLine(
            $"Everything but the model, between {Number(small.Rows, "N0")} and {Number(large.Rows, "N0")} rows: "
            + $"{Number(all, "0.00")} us of CPU a row (target 1.50), {Number(bare, "0.00")} without audit and duplicates (target 1.00); "
            + $"peak memory {Number(large.PeakMemoryBytes / 1048576.0, "0")} MiB (target below 1,024).");
    }

    private static string Micros(double seconds, RunFigures run) => Number(seconds / run.Rows * 1e6, "0.00");

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
