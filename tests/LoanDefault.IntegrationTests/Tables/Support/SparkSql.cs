using System.Text.Json.Nodes;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Support;

namespace LoanDefault.IntegrationTests.Tables.Support;

/// <summary>Apache Spark with Delta Lake, in a Java process that answers SQL statements (SparkSql.java).</summary>
internal sealed class SparkSql : IDisposable
{
    private const string SparkArchive = "spark-3.5.9";
    private const string DeltaArchive = "delta-3.3.2";

    // What Spark's own launcher opens of Java 17's modules.
    private static readonly string[] OpenModules =
    [
        "java.base/java.lang", "java.base/java.lang.invoke", "java.base/java.lang.reflect", "java.base/java.io",
        "java.base/java.net", "java.base/java.nio", "java.base/java.util", "java.base/java.util.concurrent",
        "java.base/java.util.concurrent.atomic", "java.base/sun.nio.ch", "java.base/sun.nio.cs",
        "java.base/sun.security.action", "java.base/sun.util.calendar",
    ];

    private readonly JavaPeer _java;

    public SparkSql(string scratchFolder)
    {
        string spark = Archives.Unpack(SparkArchive), delta = Archives.Unpack(DeltaArchive);
        string[] options =
        [
            "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", .. OpenModules.Select(module => $"--add-opens={module}=ALL-UNNAMED"),
            "-cp", $"{spark}/jars/*:{delta}/*",
        ];
        _java = new JavaPeer(options, Repository.PathOf("tests/LoanDefault.IntegrationTests/Tables/Support/SparkSql.java"), scratchFolder);
    }

    /// <summary>Runs a statement and returns its rows.</summary>
    public JsonArray Run(string statement) => JsonNode.Parse(_java.Ask(statement, "ROWS "))!.AsArray();

    /// <summary>Runs a statement that gives one row.</summary>
    public JsonObject RunSingle(string statement) => Run(statement).Single()!.AsObject();

    public void Dispose() => _java.Dispose();
}
