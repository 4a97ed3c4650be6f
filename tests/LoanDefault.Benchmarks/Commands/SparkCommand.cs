using System.CommandLine;
using LoanDefault.Benchmarks.Sides;

namespace LoanDefault.Benchmarks.Commands;

/// <summary><c>spark</c>: the same work on Spark, ours and PySpark's, in turn.</summary>
internal static class SparkCommand
{
    // Of PySpark's wall time a row.
    private const double MostForCrossing = 0.9;
    private const double MostWithModel = 1.0;
    private const double MostWithKernel = 0.25;

    public static Command Create()
    {
        var rows = new Option<long>("--rows") { Description = "The most rows that are scored.", DefaultValueFactory = _ => 1_000_000 };
        var more = new Option<long>("--more-rows") { Description = "The most rows that cross without a model.", DefaultValueFactory = _ => 4_000_000 };
        var repeats = new Option<int>("--repeats") { Description = "Runs of each kind on each side; medians are reported.", DefaultValueFactory = _ => 5 };
        var versions = new Option<string[]>("--spark") { Description = "Releases of Spark.", DefaultValueFactory = _ => ["3.5.9", "4.3.0"], AllowMultipleArgumentsPerToken = true };
        var distributions = new Option<string>("--distributions")
        {
            Description = "The folder of spark-VERSION and pyspark-peer.",
            DefaultValueFactory = _ => ".native/dist-cache",
        };
        var check = new Option<bool>("--check") { Description = "End with 1 when a ratio misses its target." };
        var command = new Command("spark", "measure the Spark bridge beside PySpark") { rows, more, repeats, versions, distributions, check };
        command.SetAction(result =>
        {
            var plan = new SparkComparison("artifacts/bench", result.GetValue(rows), result.GetValue(more), result.GetValue(repeats));
            var releases = result.GetRequiredValue(versions).Select(v => new SparkRelease(v, result.GetRequiredValue(distributions), "artifacts/bin"));
            IReadOnlyList<string> missed = Measure(plan, [.. releases]);
            foreach (string line in missed)
                Console.Error.WriteLine(line);
            return result.GetValue(check) && missed.Count > 0 ? 1 : 0;
        });
        return command;
    }

    private static IReadOnlyList<string> Measure(SparkComparison plan, SparkRelease[] releases)
    {
        plan.Prepare();
        var table = new PairTable();
        PairTable.WriteHead();
        foreach (SparkRelease release in releases)
        {
            MeasureWarm(plan, release, table);
            MeasureJobs(plan, release, table);
        }
        return table.Missed;
    }

    private static void MeasureWarm(SparkComparison plan, SparkRelease release, PairTable table)
    {
        using SideBySide sides = SideBySide.Start(plan, release, out Pair startUp);
        table.WriteRowCost(release, "read, cross", sides.PerRow(SparkWork.Identity, plan.MoreRows / 5, plan.MoreRows), MostForCrossing);
        table.WriteRowCost(release, "read, cross, write all", sides.PerRow(SparkWork.Copy, plan.Rows / 5, plan.Rows));
        table.WriteRowCost(release, "read, cross, model (ONNX Runtime)", sides.PerRow(SparkWork.Model, plan.Rows / 5, plan.Rows), MostWithModel);
        table.WriteRowCost(release, "read, cross, model (kernels)", sides.PerRow(SparkWork.Kernel, plan.Rows / 5, plan.Rows), MostWithKernel);
        table.WriteSeconds(release, "start to first row", startUp);
        table.WriteSeconds(release, "a job of 1,000 rows", sides.Seconds(SparkWork.Identity, SparkComparison.SmallJobRows, 4 * plan.Repeats));
    }

    private static void MeasureJobs(SparkComparison plan, SparkRelease release, PairTable table)
    {
        var jobs = new WholeJobs(plan, release);
        Pair few = jobs.Seconds(plan.Rows / 5), many = jobs.Seconds(plan.Rows);
        table.WriteRowCost(release, "whole job", Pair.PerRow(few, many, plan.Rows - plan.Rows / 5));
        table.WriteSeconds(release, "whole job of 1,000 rows", jobs.Seconds(SparkComparison.SmallJobRows));
    }
}
