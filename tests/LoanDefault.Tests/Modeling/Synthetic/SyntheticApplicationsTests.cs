using LoanDefault.Core.Errors;
using LoanDefault.Core.Pipeline;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Modeling.Synthetic;

namespace LoanDefault.Tests.Modeling.Synthetic;

public sealed class SyntheticApplicationsTests
{
    private const long Rows = 40_000;

    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "sample", "lending_club.parquet");

    private string _folder = "";
    private string _applications = "";

    [OneTimeSetUp]
    public void Generate_once()
    {
        _folder = Directory.CreateTempSubdirectory("loandefault-synthetic-").FullName;
        _applications = Generate("applications", request => request);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_shares_of_invalid_and_repeated_rows_are_exact_to_one_row()
    {
        (long rows, long ids) = Query($"SELECT count(*), count(DISTINCT application_id) FROM {Table(_applications)}", r => (r.GetInt64(0), r.GetInt64(1)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rows, Is.EqualTo(Rows));
            Assert.That(rows - ids, Is.EqualTo(Rows * 0.0005).Within(1));
        }

        string clean = Generate("clean", r => r with { InvalidShare = 0, DuplicateShare = 0, MissingShare = 0 });
        long changed = Query(
            $"SELECT count(*) FROM (SELECT * FROM {Table(Generate("invalid", r => r with { DuplicateShare = 0, MissingShare = 0 }))} EXCEPT SELECT * FROM {Table(clean)})",
            r => r.GetInt64(0));
        Assert.That(changed, Is.EqualTo(Rows * 0.003).Within(1));
    }

    [TestCase("int_rate", 0.15)]
    [TestCase("annual_inc", 3000)]
    [TestCase("revol_util", 1)]
    [TestCase("total_bal_il", 1500)]
    public void A_column_keeps_the_sample_s_mean(string column, double tolerance)
    {
        string mean = $"SELECT avg({column}::DOUBLE) FILTER (isfinite({column}::DOUBLE) AND {column} BETWEEN 0 AND 1e7) FROM";
        double expected = Query($"{mean} {File(Sample)}", r => r.GetDouble(0));
        Assert.That(Query($"{mean} {Table(_applications)}", r => r.GetDouble(0)), Is.EqualTo(expected).Within(tolerance));
    }

    [TestCase("int_rate", "revol_util")]
    [TestCase("total_bal_il", "total_il_high_credit_limit")]
    [TestCase("funded_amnt", "annual_inc")]
    public void Columns_depend_on_each_other_as_in_the_sample(string x, string y)
    {
        // Spearman's rank correlation: what a Gaussian copula reproduces but for ties.
        string correlation = $"SELECT corr(rx, ry) FROM (SELECT rank() OVER (ORDER BY {x}) rx, rank() OVER (ORDER BY {y}) ry FROM ";
        double expected = Query($"{correlation} {File(Sample)})", r => r.GetDouble(0));
        double actual = Query($"{correlation} {Table(_applications)})", r => r.GetDouble(0));
        Assert.That(actual, Is.EqualTo(expected).Within(0.05));
    }

    [Test]
    public void Categories_keep_the_sample_s_shares()
    {
        string share = "SELECT avg((term = 'term_60')::DOUBLE) FROM";
        double expected = Query($"{share} {File(Sample)}", r => r.GetDouble(0));
        Assert.That(Query($"{share} {Table(_applications)}", r => r.GetDouble(0)), Is.EqualTo(expected).Within(0.01));
    }

    [Test]
    public void Invalid_rows_are_of_many_kinds()
    {
        string broken = Generate("broken", r => r with { InvalidShare = 0.2, DuplicateShare = 0, MissingShare = 0 });
        long[] kinds = Query(
            "SELECT count(*) FILTER (sub_grade = 'not-a-category'), count(*) FILTER (isnan(annual_inc)), count(*) FILTER (isinf(annual_inc)), "
            + "count(*) FILTER (funded_amnt < 0), count(*) FILTER (int_rate = 1000), count(*) FILTER (term IS NULL), "
            + $"count(*) FILTER (application_date > DATE '2026-01-31') FROM {Table(broken)}",
            row => Enumerable.Range(0, 7).Select(row.GetInt64).ToArray());
        Assert.That(kinds, Is.All.GreaterThan(50));
    }

    [Test]
    public void The_same_arguments_give_the_same_bytes_and_another_seed_others()
    {
        byte[] first = System.IO.File.ReadAllBytes(Path.Combine(_applications, "part-00000.parquet"));
        byte[] again = System.IO.File.ReadAllBytes(Path.Combine(Generate("again", r => r), "part-00000.parquet"));
        byte[] other = System.IO.File.ReadAllBytes(Path.Combine(Generate("other", r => r with { Seed = 2 }), "part-00000.parquet"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.AsSpan().SequenceEqual(first), Is.True);
            Assert.That(other.AsSpan().SequenceEqual(first), Is.False);
        }
    }

    [Test]
    public void A_row_does_not_depend_on_how_many_rows_there_are()
    {
        string few = Generate("few", r => r with { Rows = 5000 });
        long others = Query(
            $"SELECT count(*) FROM (SELECT * FROM {Table(few)} EXCEPT SELECT * FROM {Table(_applications)})", r => r.GetInt64(0));
        Assert.That(others, Is.Zero);
    }

    [Test]
    public void A_folder_with_other_files_is_left_alone()
    {
        string folder = Path.Combine(_folder, "foreign");
        Directory.CreateDirectory(folder);
        System.IO.File.WriteAllText(Path.Combine(folder, "notes.txt"), "mine");
        Assert.That(
            () => Generate("foreign", r => r with { Overwrite = true }),
            Throws.TypeOf<BadInputException>().With.Message.Contains("the folder is not empty"));
    }

    [Test]
    public void A_share_above_one_is_refused() => Assert.That(
        () => Generate("share", r => r with { InvalidShare = 1.5 }),
        Throws.TypeOf<WrongUseException>().With.Message.Contains("--invalid-share 1.5"));

    private string Generate(string name, Func<SyntheticRequest, SyntheticRequest> change)
    {
        string folder = Path.Combine(_folder, name);
        var request = new SyntheticRequest(
            Rows, 1, folder, Path.Combine(AppContext.BaseDirectory, "sample", "lending-club.contract.json"), Sample, new DateOnly(2026, 1, 31));
        SyntheticApplications.Generate(change(request), NoProgress.Instance, CancellationToken.None);
        return folder;
    }

    private static string Table(string folder) => File(Path.Combine(folder, "*.parquet"));

    private static string File(string path) => $"read_parquet({Sql.Literal(path)})";

    private T Query<T>(string sql, Func<DuckDbRow, T> read)
    {
        using DuckDbDatabase database = DuckDbDatabase.Open(new DuckDbOptions { MemoryLimitBytes = 256L << 20, TemporaryFolder = _folder });
        using DuckDbConnection connection = database.Connect();
        return connection.ReadSingle(sql, read);
    }
}
