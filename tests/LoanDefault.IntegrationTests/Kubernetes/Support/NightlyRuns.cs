using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Spark.Support;

namespace LoanDefault.IntegrationTests.Kubernetes.Support;

/// <summary>Nights of applications on a cluster's shared volume, and what the embedded engine makes of them.</summary>
internal sealed class NightlyRuns(Cluster cluster)
{
    private const int Rows = 30_000;

    public string Tables => Path.Combine(cluster.Data, "tables");

    private string Expected => Path.Combine(cluster.Folder, "expected");

    /// <summary>Puts a night's applications where the job looks for them.</summary>
    public void Deliver(string date, int seed = 7)
    {
        string folder = Applications(date);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        ProcessResult result = LoanDefaultProgram.Run("generate", "--rows", $"{Rows}", "--seed", $"{seed}", "--output", folder, "--json");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
    }

    /// <summary>Asserts that the volume's tables hold these nights, and that they are the embedded engine's to the bit.</summary>
    public void AssertPublished(params string[] dates)
    {
        foreach (string date in dates)
        {
            ProcessResult result = LoanDefaultProgram.Run(
                "score", "--input", Applications(date), "--model", Loans.Model, "--output", Expected, "--business-date", date, "--json");
            Assert.That(result.ExitCode, Is.Zero, result.Error);
        }

        var tables = new TablePair(Expected, Tables);
        Assert.That(tables.Differences("scored"), Is.Zero);
        Assert.That(tables.Differences("quarantine"), Is.Zero);
    }

    /// <summary>The commits that readers see.</summary>
    public string[] Commits() => Directory.Exists(Path.Combine(Tables, "scored", "_delta_log"))
        ? [.. Directory.GetFiles(Path.Combine(Tables, "scored", "_delta_log"), "*.json").Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Waits until a run of the date writes its rows.</summary>
    public void WaitUntilScoring(string date) => Waiting.For($"the scoring of {date}", () =>
    {
        string staging = Path.Combine(Tables, "scored", ".staging");
        return Directory.Exists(staging) && Directory.GetDirectories(staging, "*", SearchOption.AllDirectories).Length > 0 ? staging : null;
    });

    private string Applications(string date) => Path.Combine(cluster.Data, "applications", date);
}
