namespace LoanDefault.Benchmarks.Sides;

/// <summary>Whole nightly jobs, from <c>spark-submit</c> to the end of the process.</summary>
internal sealed class WholeJobs(SparkComparison plan, SparkRelease release)
{
    private const double QuarantinedShare = 0.003;

    /// <summary>Seconds of a job over a number of rows.</summary>
    public Pair Seconds(long rows)
    {
        string input = plan.Input(rows, isFlawed: true), ours = Folder("ours"), theirs = Folder("pyspark");
        Pair pair = Pair.Alternate(
            plan.Repeats,
            () => Run(ours, output => release.OurJob(input, plan.ModelPackage, output), "ours"),
            () => Run(theirs, output => release.PeerJob(input, plan.ModelPackage, output), "pyspark"));
        Check(rows, ours, theirs);
        return pair;
    }

    private Cost Run(string output, Func<string, System.Diagnostics.ProcessStartInfo> start, string side)
    {
        if (Directory.Exists(output))
            Directory.Delete(output, recursive: true);
        return WholeRun.Measure(start(output), plan.Log(release, side));
    }

    private void Check(long rows, string ours, string theirs)
    {
        string what = $"the whole job on Spark {release.Version}", partition = Path.Combine(theirs, $"business_date={SparkRelease.BusinessDate}");
        foreach (string column in new[] { "probability_of_default", "points" })
        {
            OutputFigures.RequireEqual(
                $"{what}, {column}", OutputFigures.Read(Path.Combine(ours, "scored"), column), OutputFigures.Read(Path.Combine(partition, "outcome=scored"), column));
        }
        OutputFigures quarantined = OutputFigures.Read(Path.Combine(ours, "quarantine"), "source_row");
        OutputFigures.RequireEqual($"{what}, quarantined", quarantined, OutputFigures.Read(Path.Combine(partition, "outcome=quarantined"), "source_row"));
        if (quarantined.Rows != Math.Round(rows * QuarantinedShare))
            throw new InvalidOperationException($"{what}: both quarantined {quarantined.Rows} of {rows} rows, not {QuarantinedShare:P1}: nothing can be compared");
    }

    private string Folder(string side) => Path.GetFullPath(Path.Combine(plan.Folder, $"job-{side}"));
}
