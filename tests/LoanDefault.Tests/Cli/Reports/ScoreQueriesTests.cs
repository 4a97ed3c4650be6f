using LoanDefault.Cli.Reports;
using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Tests.Cli.Reports;

[TestFixture]
internal sealed class ScoreQueriesTests
{
    private const string Run = "20260131T010203-0a1b2c3d4e5f";

    private string _folder = "";
    private DuckDbDatabase _database = null!;
    private DuckDbConnection _connection = null!;

    // What a shell or an engine takes for a pattern or for the end of a text.
    private string Output => Path.Combine(_folder, "it's [a] *? {table}]");

    [SetUp]
    public void SetUp()
    {
        _folder = Directory.CreateTempSubdirectory("loandefault-queries").FullName;
        _database = DuckDbDatabase.Open(new DuckDbOptions { MemoryLimitBytes = 256 << 20, TemporaryFolder = _folder });
        _connection = _database.Connect();
    }

    [TearDown]
    public void TearDown()
    {
        _connection.Dispose();
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void The_queries_run_as_they_are_and_read_the_files_of_the_run_alone()
    {
        Write("scored", Run, "'A' AS band, 'approve' AS decision, 0.5 AS probability_of_default");
        Write("scored", "20250101T000000-000000000000", "'E' AS band, 'decline' AS decision, 0.9 AS probability_of_default");
        Write("quarantine", Run, "'missing' AS rule_id, 'income' AS column_name");

        Assert.That(ScoreQueries.Of(Published).Select(Read), Is.EqualTo(new[] { "A", "missing" }));
        Assert.That(ScoreQueries.Of(Before).Select(Read), Is.EqualTo(new[] { "A", "missing" }));
    }

    [Test]
    public void A_table_that_the_run_put_no_row_into_is_not_asked()
    {
        Write("scored", Run, "'A' AS band, 'approve' AS decision, 0.5 AS probability_of_default");
        ScoreReport none = Published with { Figures = Published.Figures! with { RowsQuarantined = 0 } };

        Assert.That(ScoreQueries.Of(none).Select(Read), Is.EqualTo(new[] { "A" }));
        Assert.That(ScoreQueries.Of(Before).Select(Read), Is.EqualTo(new[] { "A" }));
    }

    [Test]
    public void Nothing_scored_is_not_asked() => Assert.That(
        ScoreQueries.Of(Published with { Figures = Published.Figures! with { RowsScored = 0 } }), Has.All.Contains("quarantine"));

    [Test]
    public void Tables_of_a_cluster_are_asked_by_Spark_through_their_log()
    {
        ScoreReport remote = Published with { Scored = new TableFigures("hdfs://h:1/a `b`/scored", 0), Quarantine = new TableFigures("hdfs://h:1/a `b`/quarantine", 0) };

        foreach (ScoreReport report in new[] { remote, remote with { Figures = null, Cost = null } })
        {
            Assert.That(ScoreQueries.Engine(report), Is.EqualTo("Spark with Delta Lake"));
            Assert.That(ScoreQueries.Of(report).First(), Does.Contain(" FROM delta.`hdfs://h:1/a ``b``/scored` WHERE business_date = '2026-01-31' GROUP BY ALL"));
            Assert.That(ScoreQueries.Of(report).Last(), Does.Contain(" FROM delta.`hdfs://h:1/a ``b``/quarantine` WHERE business_date = '2026-01-31' GROUP BY ALL"));
        }
    }

    [TestCase("file://")]
    [TestCase("file:")]
    public void A_local_path_may_be_given_as_a_URI(string scheme)
    {
        Write("scored", Run, "'A' AS band, 'approve' AS decision, 0.5 AS probability_of_default");
        ScoreReport report = Before with { Scored = new TableFigures(scheme + Published.Scored.Folder, 0), Quarantine = new TableFigures(scheme + Published.Quarantine.Folder, 0) };

        Assert.That(ScoreQueries.Engine(report), Is.EqualTo("DuckDB"));
        Assert.That(ScoreQueries.Of(report).Select(Read), Is.EqualTo(new[] { "A" }));
    }

    private ScoreReport Published => Support.Reports.Published with
    {
        PublishedRunId = Run,
        Scored = new TableFigures(Path.Combine(Output, "scored"), 0),
        Quarantine = new TableFigures(Path.Combine(Output, "quarantine") + "/", 0),
    };

    private ScoreReport Before => Published with { Figures = null, Cost = null };

    private void Write(string table, string run, string columns)
    {
        string folder = Path.Combine(Output, table, "business_date=2026-01-31");
        Directory.CreateDirectory(folder);
        _connection.Execute($"COPY (SELECT {columns}) TO {Sql.Literal(Path.Combine(folder, $"part-0-{run}.parquet"))} (FORMAT parquet)");
    }

    private string Read(string query) => string.Join(',', _connection.Read(query, r => r.GetText(0)));
}
