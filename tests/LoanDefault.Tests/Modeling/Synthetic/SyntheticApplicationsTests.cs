using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Pipeline;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Training;
using LoanDefault.Modeling.Contracts;
using LoanDefault.Modeling.Synthetic;
using LoanDefault.Tests.Modeling.Contracts;

namespace LoanDefault.Tests.Modeling.Synthetic;

internal sealed class SyntheticApplicationsTests
{
    private const int Rows = 40_000;

    private SampleFiles _files = null!;
    private SyntheticResult _summary = null!;
    private ApplicationTable _made = null!;
    private ApplicationTable _sample = null!;

    [OneTimeSetUp]
    public void GenerateOnce()
    {
        _files = new SampleFiles();
        ApplicationContract contract = ContractFile.Load(RepositoryFiles.ReferenceContract);
        _summary = Generate(Options("made"));
        _made = ApplicationTableReader.Read(_files.Path("made"), contract, withTarget: false);
        _sample = ApplicationTableReader.Read(RepositoryFiles.ReferenceSample, contract, withTarget: false);
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _files.Dispose();

    [Test]
    public void The_stated_shares_are_invalid_and_repeated()
    {
        Assert.Multiple(() =>
        {
            Assert.That(_made.RowCount, Is.EqualTo(Rows));
            Assert.That(_summary.InvalidRows, Is.EqualTo(Rows * 0.003).Within(1));
            // The reader for training knows no business date.
            long future = Ask("SELECT count(*) FROM made WHERE application_date > DATE '2025-12-31'");
            Assert.That(Enumerable.Range(0, Rows).Count(_made.IsRejected) + future, Is.EqualTo(_summary.InvalidRows));
            Assert.That(_summary.DuplicateRows, Is.EqualTo(Rows * 0.0005).Within(1));
            Assert.That(Ask("SELECT count(*) - count(DISTINCT application_id) FROM made"), Is.EqualTo(_summary.DuplicateRows));
            Assert.That(Ask("SELECT count(*) - count(DISTINCT made::VARCHAR) FROM made"), Is.EqualTo(_summary.DuplicateRows));
        });
    }

    [Test]
    public void Rows_are_invalid_in_many_ways() => Assert.That(
        _made.BrokenRules.Keys.Select(k => k.Rule).Distinct(),
        Is.EquivalentTo(new[] { "missing", "not_finite", "below_minimum", "above_maximum", "unknown_category" }));

    [Test]
    public void Dates_end_at_the_latest_but_for_those_far_in_the_future()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Ask("SELECT max(application_date) - DATE '1970-01-01' FROM made WHERE application_date < DATE '2100-01-01'"), Is.EqualTo(20453));
            Assert.That(Ask("SELECT count(*) FROM made WHERE application_date > DATE '2900-01-01'"), Is.GreaterThan(0));
        });
    }

    [Test]
    public void Only_columns_that_are_not_required_lose_values()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Ask("SELECT count(*) FROM made WHERE addr_state IS NULL"), Is.EqualTo(Rows * 0.01).Within(100));
            Assert.That(Ask("SELECT count(*) FROM made WHERE total_bal_il IS NULL"), Is.EqualTo(Rows * 0.01).Within(100));
            Assert.That(Ask("SELECT count(*) FROM made WHERE funded_amnt IS NULL"), Is.EqualTo(0).Within(20));
        });
    }

    [Test]
    public void Numbers_are_spread_as_in_the_sample()
    {
        // Four standard errors of the sample's own distribution function at its steepest.
        const double Tolerance = 0.02;
        for (int column = 0; column < _sample.Contract.Columns.Count; column++)
        {
            ContractColumn definition = _sample.Contract.Columns[column];
            if (definition.Type is not (ColumnType.Number or ColumnType.Integer))
                continue;
            double[] real = Present(_sample, column), made = Present(_made, column);
            foreach (double quantile in new[] { 0.05, 0.25, 0.5, 0.75, 0.95 })
            {
                double value = real[(int)(quantile * real.Length)];
                Assert.That(ShareUpTo(made, value), Is.EqualTo(ShareUpTo(real, value)).Within(Tolerance), $"{definition.Name} up to {value}");
            }
        }
    }

    [Test]
    public void Categories_are_as_frequent_as_in_the_sample()
    {
        for (int column = 0; column < _sample.Contract.Columns.Count; column++)
        {
            ContractColumn definition = _sample.Contract.Columns[column];
            for (int code = 0; code < (definition.Categories?.Count ?? 0); code++)
            {
                int wanted = code;
                double real = Share(_sample, column, c => c == wanted), made = Share(_made, column, c => c == wanted);
                Assert.That(made, Is.EqualTo(real).Within(0.01), $"{definition.Name} {definition.Categories![code]}");
            }
        }
    }

    [Test]
    public void Columns_depend_on_each_other_as_in_the_sample()
    {
        int[] columns = [.. Enumerable.Range(0, _sample.Contract.Columns.Count).Where(c => _sample.Numbers(c).Length > 0 && Present(_sample, c).Length > 0)];
        double[] real = RankCorrelations(_sample, columns), made = RankCorrelations(_made, columns);

        // Amount overdue and accounts overdue both differ from 0 in one row of two hundred: too few to learn from.
        string[] sparse = ["delinquent_amount", "accounts_now_delinquent"];
        var differences = new List<double>();
        for (int i = 0; i < columns.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                string[] names = [_sample.Contract.Columns[columns[i]].Name, _sample.Contract.Columns[columns[j]].Name];
                double difference = Math.Abs(made[i * columns.Length + j] - real[i * columns.Length + j]);
                differences.Add(difference);
                if (!names.Order().SequenceEqual(sparse.Order()))
                    Assert.That(difference, Is.LessThan(0.08), string.Join(", ", names));
            }
        }

        Assert.That(differences.Average(), Is.LessThan(0.02));
    }

    [Test]
    public void Files_have_the_samples_names_and_types()
    {
        string[] made = Describe(_files.Path("made/*.parquet")), real = Describe(RepositoryFiles.ReferenceSample);

        Assert.That(made, Is.EqualTo(new[] { "application_id VARCHAR", "application_date DATE" }.Concat(real.Where(c => !c.StartsWith("Class ", StringComparison.Ordinal)))));
    }

    [Test]
    public void The_same_arguments_give_the_same_bytes_however_many_threads_there_are()
    {
        Generate(Options("again") with { Threads = 3 });

        Assert.That(File.ReadAllBytes(_files.Path("again/part-00000.parquet")), Is.EqualTo(File.ReadAllBytes(_files.Path("made/part-00000.parquet"))));
    }

    [Test]
    public void Another_seed_gives_other_applications()
    {
        Generate(Options("other") with { Rows = 1000, Seed = 43 });

        Assert.That(Ask("SELECT count(*) FROM other JOIN made USING (application_id, funded_amnt, annual_inc, total_bal_il)"), Is.LessThan(10));
    }

    [Test]
    public void More_rows_begin_with_the_same_applications_and_come_in_several_files()
    {
        const long More = SyntheticApplications.RowsPerFile + 5000;
        SyntheticResult summary = Generate(Options("more") with { Rows = More });

        Assert.Multiple(() =>
        {
            Assert.That(summary.Files, Is.EqualTo(2));
            Assert.That(Ask("SELECT count(*) FROM more"), Is.EqualTo(More));
            Assert.That(
                Ask($"SELECT count(*) FROM (SELECT more::VARCHAR AS a FROM more LIMIT {Rows}) POSITIONAL JOIN (SELECT made::VARCHAR AS b FROM made) WHERE a = b"),
                Is.EqualTo(Rows));
            Assert.That(Ask("SELECT count(DISTINCT application_id) FROM more"), Is.EqualTo(More - summary.DuplicateRows));
            Assert.That(summary.InvalidRows, Is.EqualTo(More * 0.003).Within(1));
        });
    }

    [Test]
    public void A_lenders_own_table_serves_as_sample_with_its_gaps()
    {
        string sample = _files.Write(
            "own.parquet",
            "1000 + 25 * (i % 80) AS amount, CASE WHEN i % 4 = 0 THEN round(u * 9, 1) END AS joint_income, "
            + "CASE WHEN i % 4 = 0 THEN 'joint' ELSE 'single' END AS kind, (u * 100)::DECIMAL(9,2) AS price, u < 0.3 AS flag, "
            + "CASE WHEN i % 10 = 0 THEN 'bad' ELSE 'good' END AS status");
        ContractInferenceResult inferred = ContractInference.Infer(new ContractInferenceRequest { Path = sample, Target = "status", Bad = ["bad"] });
        ContractWriter.Write(inferred.Contract, _files.Path("own.json"), overwrite: true);

        Generate(Options("owned") with { ContractFile = _files.Path("own.json"), SampleFile = sample, InvalidShare = 0, MissingShare = 0 });

        Assert.Multiple(() =>
        {
            Assert.That(Describe(_files.Path("owned/*.parquet")), Is.EqualTo(Describe(sample).SkipLast(1)));
            Assert.That(Ask("SELECT count(joint_income) FROM owned"), Is.EqualTo(Rows / 4).Within(400));
            // One says the other in the sample; a normal vector comes near it (independent: Rows / 16).
            Assert.That(Ask("SELECT count(*) FROM owned WHERE kind = 'joint' AND joint_income IS NOT NULL"), Is.GreaterThan(Rows * 0.25 * 0.85));
            Assert.That(ApplicationTableReader.Read(_files.Path("owned"), inferred.Contract, withTarget: false).BrokenRules, Is.Empty);
        });
    }

    [Test]
    public void Success_is_said_last_and_nothing_else_is_left()
    {
        string[] names = [.. Directory.GetFileSystemEntries(_files.Path("made")).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];

        Assert.That(names, Is.EqualTo(new[] { "_SUCCESS", "part-00000.parquet" }));
    }

    [Test]
    public void A_cancelled_generation_leaves_nothing_and_an_earlier_one_as_it_was()
    {
        Generate(Options("kept") with { Rows = 100 });
        byte[] before = File.ReadAllBytes(_files.Path("kept/part-00000.parquet"));
        using var stop = new CancellationTokenSource();

        Assert.That(
            () => SyntheticApplications.Generate(Options("kept") with { Overwrite = true }, new StopAtFirstRows(stop), stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllBytes(_files.Path("kept/part-00000.parquet")), Is.EqualTo(before));
            Assert.That(Directory.GetFileSystemEntries(_files.Path("kept")), Has.Length.EqualTo(2));
        });
    }

    [Test]
    public void A_folder_in_use_is_refused_and_an_earlier_generation_replaced_only_when_told()
    {
        Generate(Options("twice") with { Rows = 100 });

        Assert.That(() => Generate(Options("twice")), Throws.TypeOf<BadInputException>().With.Message.Contains("not empty").And.Message.Contains("--force"));
        Generate(Options("twice") with { Rows = 50, Overwrite = true });
        Assert.That(Ask("SELECT count(*) FROM twice"), Is.EqualTo(50));
    }

    [Test]
    public void Foreign_files_are_never_removed()
    {
        Directory.CreateDirectory(_files.Path("foreign"));
        _files.WriteText("foreign/thesis.txt", "years of work");

        Assert.That(
            () => Generate(Options("foreign") with { Overwrite = true }),
            Throws.TypeOf<BadInputException>().With.Message.Contains("thesis.txt"));
        Assert.That(File.Exists(_files.Path("foreign/thesis.txt")));
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_named() => Assert.That(
        () => Generate(Options("x") with { OutputFolder = _files.WriteText("plain", "") }),
        Throws.TypeOf<BadInputException>().With.Message.Contains("cannot be written"));

    [TestCase(0, 0.1, 0.1, 0.1, "--rows 0")]
    [TestCase(1, 0.6, 0.1, 0.1, "--invalid-share 0.6")]
    [TestCase(1, 0.1, -0.1, 0.1, "--duplicate-share -0.1")]
    [TestCase(1, 0.1, 0.1, double.NaN, "--missing-share NaN")]
    public void Options_out_of_range_are_named(int rows, double invalid, double duplicates, double missing, string message) => Assert.That(
        () => Generate(Options("x") with { Rows = rows, InvalidShare = invalid, DuplicateShare = duplicates, MissingShare = missing }),
        Throws.TypeOf<WrongUseException>().With.Message.StartsWith(message));

    private static SyntheticResult Generate(SyntheticRequest request) => SyntheticApplications.Generate(request, NoProgress.Instance, default);

    private SyntheticRequest Options(string folder) => new(
        Rows, 42, _files.Path(folder), RepositoryFiles.ReferenceContract, RepositoryFiles.ReferenceSample, new DateOnly(2025, 12, 31));

    private long Ask(string sql) => Query(connection =>
    {
        foreach (string folder in Directory.GetDirectories(_files.Path("")).Select(f => Path.GetFileName(f)!))
        {
            if (Directory.GetFiles(_files.Path(folder), "*.parquet").Length > 0)
                connection.Execute($"CREATE VIEW {folder} AS FROM read_parquet({Sql.Literal(_files.Path(folder + "/*.parquet"))})");
        }

        return connection.ReadSingle($"SELECT CAST(({sql}) AS BIGINT)", r => r.GetInt64(0));
    });

    private string[] Describe(string path) => Query(connection =>
    {
        using DuckDbResult head = connection.Query($"FROM read_parquet({Sql.Literal(path)}) LIMIT 0");
        return head.ReadColumns().Select(c => $"{c.Name} {c.Type}").ToArray();
    });

    private T Query<T>(Func<DuckDbConnection, T> query)
    {
        using DuckDbDatabase database = DuckDbDatabase.Open(new DuckDbOptions
        {
            MemoryLimitBytes = 1L << 28,
            TemporaryFolder = _files.Path("spill"),
            Threads = 1,
            PreserveInsertionOrder = true,
        });
        using DuckDbConnection connection = database.Connect();
        return query(connection);
    }

    private static double[] Present(ApplicationTable table, int column) =>
        [.. table.Numbers(column).ToArray().Where((v, row) => double.IsFinite(v) && !table.IsRejected(row)).Order()];

    private static double ShareUpTo(double[] sorted, double value) => (double)sorted.Count(v => v <= value) / sorted.Length;

    private static double Share(ApplicationTable table, int column, Func<int, bool> isWanted)
    {
        int[] codes = [.. table.Codes(column).ToArray().Where(c => c >= 0)];
        return (double)codes.Count(isWanted) / codes.Length;
    }

    // Spearman's correlations over the rows where every column has a sound value.
    private static double[] RankCorrelations(ApplicationTable table, int[] columns)
    {
        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => !table.IsRejected(row) && columns.All(c => double.IsFinite(table.Numbers(c)[row])))];
        return CorrelationMatrix.Of([.. columns.Select(c => Ranks(table.Numbers(c), rows))]);
    }

    private static double[] Ranks(ReadOnlySpan<double> numbers, int[] rows)
    {
        double[] values = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            values[i] = numbers[rows[i]];
        var ranks = new Dictionary<double, double>();
        double below = 0;
        foreach (IGrouping<double, double> same in values.GroupBy(v => v).OrderBy(g => g.Key))
        {
            int count = same.Count();
            ranks[same.Key] = below + count / 2.0;
            below += count;
        }

        return [.. values.Select(v => ranks[v])];
    }

    private sealed class StopAtFirstRows(CancellationTokenSource stop) : IRunProgress
    {
        private volatile bool _generates;

        public void Begin(string phase, long? totalRows = null) => _generates = phase.StartsWith("generating", StringComparison.Ordinal);

        public void Add(long rows)
        {
            if (_generates)
                stop.Cancel();
        }
    }
}
