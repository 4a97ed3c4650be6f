namespace LoanDefault.Spark.Testing;

/// <summary>How <see cref="LocalSpark"/> starts Spark.</summary>
public sealed record LocalSparkOptions
{
    /// <summary>The folder of an Apache Spark 3.5 or 4.x; null: the one that SPARK_HOME names.</summary>
    public string? SparkHome { get; init; }

    /// <summary>Where Spark runs its tasks, by default two at a time within its own process.</summary>
    public string Master { get; init; } = "local[2]";

    /// <summary>The heap of Spark's process, as Spark writes sizes.</summary>
    public string DriverMemory { get; init; } = "1g";

    /// <summary>Further settings of Spark; they win over those above and over the defaults.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Where Spark's output is kept; null: in <see cref="LocalSpark.Folder"/>, which goes when Spark does.</summary>
    public string? LogFile { get; init; }
}
