namespace LoanDefault.Benchmarks.Sides;

/// <summary>Both sides on one release of Spark, started and warm.</summary>
internal sealed class SideBySide : IDisposable
{
    private readonly SparkComparison _plan;
    private readonly SparkRelease _release;
    private readonly SparkSide _ours;
    private readonly SparkSide _theirs;

    private SideBySide(SparkComparison plan, SparkRelease release, SparkSide ours, SparkSide theirs) =>
        (_plan, _release, _ours, _theirs) = (plan, release, ours, theirs);

    /// <summary>Starts both, several times; the last ones stay.</summary>
    /// <param name="plan">What is compared.</param>
    /// <param name="release">On which Spark.</param>
    /// <param name="startUp">From the start of the driver program to the first row that went through a worker.</param>
    public static SideBySide Start(SparkComparison plan, SparkRelease release, out Pair startUp)
    {
        SparkSide? ours = null, theirs = null;
        startUp = Pair.Alternate(
            plan.Repeats,
            () => Restart(ref ours, () => SparkSide.Start(release.OurHost(plan.OurSettings), plan.Log(release, "ours")), plan),
            () => Restart(ref theirs, () => SparkSide.Start(release.PeerHost(plan.PeerSettings), plan.Log(release, "pyspark")), plan));
        return new SideBySide(plan, release, ours!, theirs!);
    }

    /// <summary>Seconds of the work over a number of rows.</summary>
    public Pair Seconds(string work, long rows, int repeats) => Pair.Alternate(
        repeats,
        () => _ours.Run(Request(work, rows, "ours", _plan.ModelPackage)),
        () => _theirs.Run(Request(work, rows, "pyspark", _plan.ModelFile)));

    /// <summary>Seconds for each further row of the work.</summary>
    public Pair PerRow(string work, long few, long many)
    {
        // Compiled code, loaded models, started workers, files in the page cache.
        Seconds(work, few, repeats: 1);
        Pair small = Seconds(work, few, _plan.Repeats), large = Seconds(work, many, _plan.Repeats);
        if (work != SparkWork.Identity)
            CheckOutputs(work, many);
        return Pair.PerRow(small, large, many - few);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ours.Dispose();
        _theirs.Dispose();
    }

    private void CheckOutputs(string work, long rows)
    {
        string column = work is SparkWork.Model or SparkWork.Kernel ? "probability_of_default" : "x00";
        OutputFigures ours = OutputFigures.Read(Output("ours"), column), theirs = OutputFigures.Read(Output("pyspark"), column);
        string what = $"{work} on Spark {_release.Version}";
        OutputFigures.RequireEqual(what, ours, theirs);
        if (ours.Rows != rows)
            throw new InvalidOperationException($"{what}: both wrote {ours.Rows} of {rows} rows: nothing can be compared");
    }

    private SparkRequest Request(string work, long rows, string side, string model) => new(work, _plan.Input(rows), Output(side), model);

    private string Output(string side) => Path.Combine(_plan.Folder, $"output-{side}");

    private static Cost Restart(ref SparkSide? side, Func<SparkSide> start, SparkComparison plan)
    {
        side?.Dispose();
        side = start();
        return side.Run(new SparkRequest(SparkWork.First, plan.Input(SparkComparison.SmallJobRows), "", ""));
    }
}
