using LoanDefault.IntegrationTests.Support;
using LoanDefault.Spark.Functions;
using LoanDefault.Spark.Sql;
using LoanDefault.Spark.Sql.Types;
using LoanDefault.Spark.Testing;

namespace LoanDefault.IntegrationTests.Spark.Worker;

/// <summary>What tests of the worker ask a Spark.</summary>
internal static class WorkerQueries
{
    public static readonly StructType Id = StructType.FromDdl("id bigint");
    private static readonly StructType Told = StructType.FromDdl("process bigint, thread bigint, partition bigint, rows bigint, batches bigint");

    /// <summary>A Spark with settings of its own.</summary>
    public static LocalSpark Start(string version, string master, params (string Key, string Value)[] settings) => LocalSpark.Start(new LocalSparkOptions
    {
        SparkHome = Archives.Unpack($"spark-{version}"),
        Master = master,
        Settings = new Dictionary<string, string>(settings.Prepend(("spark.loandefault.worker", Executable))
            .GroupBy(setting => setting.Item1, (key, values) => KeyValuePair.Create(key, values.Last().Item2))),
    });

    /// <summary>The worker beside the tests, which finds the tests' functions in its own folder.</summary>
    public static string Executable => Path.Combine(AppContext.BaseDirectory, "loandefault-worker");

    public static DataFrame Map(DataFrame rows, ArrowMap map, string? argument = null) => rows.MapInArrow(FunctionReference.Of(map, argument), Id);

    /// <summary>Process, thread, partition, rows and batches of each partition.</summary>
    public static List<long[]> Tell(LocalSpark spark, DataFrame rows) =>
        [.. Lines(spark, rows.MapInArrow(FunctionReference.Of(new ArrowMap(WorkerFunctions.Tells)), Told))
            .Select(line => line.Split(',').Select(long.Parse).ToArray()).OrderBy(told => told[2])];

    /// <summary>The rows as lines of values with commas between them.</summary>
    public static List<string> Lines(LocalSpark spark, DataFrame rows)
    {
        string folder = Path.Combine(spark.Folder, Guid.NewGuid().ToString("N"));
        rows.Write().Csv(folder);
        return [.. Directory.GetFiles(folder, "part-*").Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines)];
    }
}
