using System.Text.Json;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Models;
using LoanDefault.Core.Pipeline;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Scoring;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Spark.Support;
using LoanDefault.Spark.Scoring;
using LoanDefault.Tables.Runs;
using Serilog.Core;

namespace LoanDefault.IntegrationTests.Spark;

/// <summary>The job on a real Spark by both feature plans, against the embedded engine on the same files.</summary>
[TestFixture(Oldest)]
[TestFixture(Newest)]
internal sealed class SparkScoringRunTests(string version) : LocalSparkFixture(version)
{
    // Rows that break rules, rows with empty cells, rows of one id.
    private const string SomeBadRows =
        """
        REPLACE (CASE WHEN n % 500 = 7 THEN -1.0 ELSE annual_inc END AS annual_inc,
            CASE n % 4 WHEN 0 THEN NULL ELSE revol_util END AS revol_util,
            CASE WHEN n % 3000 = 9 THEN 'twin' ELSE application_id END AS application_id)
        """;

    private const string SplitBytes = "spark.sql.files.maxPartitionBytes";

    [Test]
    public void Both_plans_publish_what_the_embedded_engine_does_from_many_partitions_most_of_them_empty()
    {
        // A file is one row group: of its many splits one has rows.
        Loans.Write(PathOf("split/loans.parquet"), change: SomeBadRows);
        Loans.Write(PathOf("split/more.parquet"), change: "REPLACE ('M' || application_id AS application_id)");
        Spark.Conf().Set(SplitBytes, "50000");
        try
        {
            AssertSame(Request(PathOf("split")));
        }
        finally
        {
            Spark.Conf().Unset(SplitBytes);
        }
    }

    [Test]
    public void Of_many_files_the_one_with_a_damaged_page_is_named_and_nothing_is_published()
    {
        string input = PathOf("damaged 100% [ä]"), output = PathOf("damaged-out");
        Loans.Write($"{input}/a.parquet");
        Loans.Write($"{input}/b.parquet", change: "REPLACE ('B' || application_id AS application_id)");
        byte[] bytes = File.ReadAllBytes($"{input}/b.parquet");
        // The head of the first page, behind the file's magic: damaged values could be values.
        bytes.AsSpan(4, 60).Fill(0xFF);
        File.WriteAllBytes($"{input}/b.parquet", bytes);

        var error = Assert.Throws<BadInputException>(() => Run(Request(input) with { Output = output }, FeaturePlan.Fused))!;

        Assert.That(error.Message, Does.StartWith("b.parquet: ").And.Contain("cannot be read (").And.EndsWith("write or copy it again"));
        Assert.That(error.Message, Does.Not.Contain("\n"));
        Assert.That(Directory.Exists(output) ? Directory.GetFiles(output, "*.parquet", SearchOption.AllDirectories) : [], Is.Empty);
    }

    [Test]
    public void Columns_that_whole_files_lack_are_missing_in_their_rows_and_told()
    {
        string input = PathOf("absent");
        Loans.Write($"{input}/all.parquet", change: SomeBadRows);
        Write($"{input}/without.parquet", $"SELECT * EXCLUDE (revol_util, emp_length, all_util) REPLACE ('B' || application_id AS application_id) FROM {Read($"{input}/all.parquet")} WHERE application_id <> 'twin'");
        Write($"{input}/alike.parquet", $"SELECT * EXCLUDE (open_il_6m) REPLACE ('C' || application_id AS application_id), open_il_6m AS \"Open_IL_6m\" FROM {Read($"{input}/all.parquet")} WHERE application_id <> 'twin'");

        RunSummary summary = AssertSame(Request(input) with { AllowMissingColumns = true });

        Assert.That(
            summary.AbsentColumns.Where(c => c.Features.Count > 0).Select(c => c.Source),
            Is.EquivalentTo(new[] { "revol_util", "emp_length", "all_util", "open_il_6m" }));
        Assert.That(
            () => Run(Request(input) with { Output = PathOf("absent-refused") }, FeaturePlan.Fused),
            Throws.TypeOf<BadInputException>().With.Message.Contains("revol_util"));
    }

    [Test]
    public void Folders_that_name_values_a_glob_and_ids_made_of_places_are_read_alike()
    {
        string input = PathOf("hive");
        Loans.Write(PathOf("hive-source/loans.parquet"), change: SomeBadRows);
        Directory.CreateDirectory(input);
        Execute($"COPY (SELECT * EXCLUDE (application_id) FROM {Read(PathOf("hive-source/loans.parquet"))}) TO {Sql.Literal(input)} (FORMAT parquet, PARTITION_BY (term, verification_status))");
        File.WriteAllText(Path.Combine(input, "_SUCCESS"), "");

        RunSummary summary = AssertSame(Request($"{input}/*/*/*.parquet") with { GenerateIds = true });

        Assert.That(summary.InputFiles, Is.GreaterThan(3));
    }

    private RunSummary AssertSame(EmbeddedScoringRequest request)
    {
        string name = Guid.NewGuid().ToString("N"), output = PathOf($"{name}-embedded");
        RunSummary expected = new EmbeddedScoringRun(request with { Output = output }, TimeProvider.System, Logger.None).Run(NoProgress.Instance, CancellationToken.None);
        Assert.That(expected.Rows!.Quarantined, Is.GreaterThan(0));
        foreach (FeaturePlan plan in Enum.GetValues<FeaturePlan>())
        {
            RunSummary found = Run(request with { Output = PathOf($"{name}-{plan}") }, plan);
            var tables = new TablePair(output, PathOf($"{name}-{plan}"));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(tables.Differences("scored"), Is.Zero, $"{plan}");
                Assert.That(tables.Differences("quarantine"), Is.Zero, $"{plan}");
                Assert.That(Figures(found), Is.EqualTo(Figures(expected)));
                Assert.That(found.FeaturePlan, Is.EqualTo(plan.ToString().ToLowerInvariant()));
                Assert.That((found.Time!.FeatureRows, found.Time.ModelRows), Is.EqualTo((found.RowsRead, found.RowsRead)), $"{plan}");
            }
        }

        return expected;
    }

    private static string Figures(RunSummary summary) =>
        JsonSerializer.Serialize(new { summary.RunKey, summary.InputFiles, summary.RowsRead, summary.Rows, summary.AbsentColumns, summary.UnknownColumns });

    private RunSummary Run(EmbeddedScoringRequest request, FeaturePlan plan) =>
        new SparkScoringRun(Spark, request, TimeProvider.System, Logger.None) { FeaturePlan = plan }.Run(NoProgress.Instance, CancellationToken.None);

    private static EmbeddedScoringRequest Request(string input) => new()
    {
        Input = input,
        Output = "",
        Model = ModelPackage.Load(Loans.Model),
        BusinessDate = new DateOnly(2026, 1, 31),
    };

    private static string Read(string file) => $"read_parquet({Sql.Literal(file)})";

    private static void Write(string file, string query) => Execute($"COPY ({query}) TO {Sql.Literal(file)} (FORMAT parquet)");

    private static void Execute(string statement)
    {
        using DuckDbDatabase database = DuckDbDatabase.Open(new DuckDbOptions { MemoryLimitBytes = 512 << 20, TemporaryFolder = Path.GetTempPath() });
        using DuckDbConnection connection = database.Connect();
        connection.Execute(statement);
    }
}
