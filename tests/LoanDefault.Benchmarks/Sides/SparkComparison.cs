using LoanDefault.Benchmarks.Data;

namespace LoanDefault.Benchmarks.Sides;

/// <summary>What is compared with PySpark, and where its files are.</summary>
/// <param name="Folder">Generated applications, outputs and logs.</param>
/// <param name="Rows">The most rows that are scored.</param>
/// <param name="MoreRows">The most rows that cross without a model.</param>
/// <param name="Repeats">Runs of each kind on each side.</param>
internal sealed record SparkComparison(string Folder, long Rows, long MoreRows, int Repeats)
{
    /// <summary>The rows of a job so small that nothing but the driver counts.</summary>
    public const long SmallJobRows = 1000;

    /// <summary>The model as PySpark loads it.</summary>
    public string ModelFile => Path.Combine(ModelPackage, "model.onnx");

    /// <summary>The model as we load it.</summary>
    public string ModelPackage { get; } = Path.GetFullPath("artifacts/models/bench");

    /// <summary>Spark's settings on our side only.</summary>
    public IReadOnlyDictionary<string, string> OurSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>Spark's settings on PySpark's side only.</summary>
    public IReadOnlyDictionary<string, string> PeerSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>A folder of applications, made when it is first asked for.</summary>
    public string Input(long rows, bool isFlawed = false)
    {
        string folder = Path.GetFullPath(Path.Combine(Folder, isFlawed ? $"bench-flawed-{rows}" : $"bench-{rows}"));
        if (!Directory.Exists(folder))
            BenchData.Write(rows, folder, isFlawed);
        return folder;
    }

    /// <summary>Makes what the sides read, so that it is not made on somebody's time.</summary>
    public void Prepare()
    {
        foreach (long rows in new[] { SmallJobRows, Rows / 5, Rows, MoreRows / 5, MoreRows })
            Input(rows);
        foreach (long rows in new[] { SmallJobRows, Rows / 5, Rows })
            Input(rows, isFlawed: true);
    }

    /// <summary>The file that takes what a side writes to standard error.</summary>
    public string Log(SparkRelease release, string side) => Path.GetFullPath(Path.Combine(Folder, $"spark-{release.Version}-{side}.log"));
}
