using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Pipeline;
using LoanDefault.Embedded.Scoring;
using LoanDefault.Tables.Runs;
using Serilog.Core;

namespace LoanDefault.Tests.Embedded.Scoring;

/// <summary>The run over what lenders deliver: CSV, no ids, partitions, mixed types, broken files.</summary>
public class EmbeddedScoringRunInputTests
{
    private ScoringTest _test = null!;

    [SetUp]
    public void SetUp() => _test = new ScoringTest();

    [TearDown]
    public void TearDown() => _test.Dispose();

    [Test]
    public void A_csv_is_read_by_the_contract_and_its_rows_are_numbered_exactly()
    {
        string rows = string.Concat(Enumerable.Range(0, 50_000).Select(i => i % 10_000 == 9_999 ? $"c{i},abc,1,a,\n" : $"c{i},{i}.5,1,a,2026-01-01\n"));
        _test.WriteText("a.csv", "id,income,n,grade,day\n" + rows);
        _test.WriteText("b.csv", "day,grade,n,income,id,note\r\nNA,b,3,1e3,\"d,\"\"0\"\"\",\"two\nlines\"\r\n,b,,5,d1,\r\n");

        RunSummary summary = _test.Run();

        Assert.That((summary.Rows!.Read, summary.Rows.Scored), Is.EqualTo((50_002L, 49_996L)));
        Assert.That(_test.Read($"SELECT concat_ws(' ', application_id, rule_id, source_file, source_row) FROM {_test.Table("quarantine")}"), Is.EqualTo(new[]
        {
            "c9999 not_a_number a.csv 9999", "c19999 not_a_number a.csv 19999", "c29999 not_a_number a.csv 29999",
            "c39999 not_a_number a.csv 39999", "c49999 not_a_number a.csv 49999", "d1 missing b.csv 1",
        }));
        Assert.That(_test.Read($"SELECT masked_values->>'income' FROM {_test.Table("quarantine")} WHERE source_row = 9999"), Is.EqualTo(new[] { "abc" }));
        Assert.That(_test.Read($"SELECT application_id FROM {_test.Table("scored")} WHERE source_file = 'b.csv'"), Is.EqualTo(new[] { "d,\"0\"" }));
        Assert.That(summary.UnknownColumns, Is.EqualTo(new[] { "note" }));
    }

    [TestCase("parquet")]
    [TestCase("csv")]
    public void Without_an_id_column_path_and_row_are_the_id(string format)
    {
        using var test = new ScoringTest(TestContracts.SmallWithoutId);
        Directory.CreateDirectory(Path.Combine(test.Input, "x"));
        foreach (string name in new[] { "a", "x/b" })
            test.Connection.Execute($"COPY (SELECT income, n, grade FROM ({ScoringTest.SmallRows(5_000)})) TO '{test.Input}/{name}.{format}' (FORMAT {format})");

        RunSummary summary = test.Run();

        Assert.That(summary.Rows!.Scored, Is.EqualTo(10_000));
        Assert.That(
            test.Read($"SELECT application_id FROM {test.Table("scored")} WHERE application_id LIKE '%#0' OR application_id LIKE '%#4999' ORDER BY 1"),
            Is.EqualTo(new[] { $"a.{format}#0", $"a.{format}#4999", $"x/b.{format}#0", $"x/b.{format}#4999" }));
    }

    [Test]
    public void An_absent_id_column_is_an_error_unless_ids_are_generated()
    {
        _test.WriteParquet("a.parquet", $"SELECT * EXCLUDE (id) FROM ({ScoringTest.SmallRows(10)})");

        Assert.That(() => _test.Run(), Throws.InstanceOf<BadInputException>().With.Message.Contains("a.parquet: column 'id', the application id, is missing"));
        Assert.That(_test.Run(_test.Request with { GenerateIds = true }).Rows!.Scored, Is.EqualTo(10));
        Assert.That(_test.Read($"SELECT max(application_id) FROM {_test.Table("scored")}"), Is.EqualTo(new[] { "a.parquet#9" }));
    }

    [Test]
    public void Columns_of_partition_folders_are_read_as_text()
    {
        foreach (string grade in new[] { "a", "b", "x" })
            _test.WriteParquet($"grade={grade}/n=12/part.parquet", $"SELECT '{grade}' || i AS id, 5.0 AS income FROM range(3) t(i)");

        RunSummary summary = _test.Run();

        Assert.That(summary.Rows!.ViolationsByReason, Is.EqualTo(new Dictionary<string, long> { ["unknown_category:grade"] = 3 }));
        Assert.That(summary.Rows.Scored, Is.EqualTo(6));
        Assert.That(_test.Read($"SELECT (masked_values->>'count') || (masked_values->>'grade') FROM {_test.Table("quarantine")} LIMIT 1"), Is.EqualTo(new[] { "12x" }));
    }

    [Test]
    public void Files_may_have_columns_in_other_orders_and_types_and_lack_optional_ones()
    {
        _test.WriteParquet("a.parquet", "SELECT 'a' || i AS id, i::INTEGER AS income, 1::BIGINT AS n, 'a' AS grade, NULL::DATE AS day FROM range(5) t(i)");
        _test.WriteParquet("b.parquet", "SELECT 'b' AS grade, 2::UTINYINT AS n, (1.25 * i)::DECIMAL(18,2) AS income, i AS id FROM range(5) t(i)");
        _test.WriteParquet("c.parquet", "SELECT uuid() AS id, 1.5::FLOAT AS income, 3.0::DOUBLE AS n, 'c' AS grade");

        Assert.That(_test.Run().Rows!.Scored, Is.EqualTo(11));
        Assert.That(_test.Read($"SELECT DISTINCT source_file FROM {_test.Table("scored")} ORDER BY 1"), Is.EqualTo(new[] { "a.parquet", "b.parquet", "c.parquet" }));
    }

    [Test]
    public void Values_that_a_double_cannot_hold_are_quarantined()
    {
        _test.WriteParquet("a.parquet", """
            SELECT * FROM (VALUES ('a', 1.0::DOUBLE, 9007199254740993), ('b', 'nan'::DOUBLE, 1), ('c', 'inf'::DOUBLE, 1),
              ('d', 1.0, 9007199254740992), (repeat('x', 1025), 1.0, 1), (repeat('y', 1024), 1.0, 1), ('', 1.0, 1)) t(id, income, n), (SELECT 'a' AS grade)
            """);

        RunSummary summary = _test.Run();

        Assert.That(summary.Rows!.ViolationsByReason, Is.EqualTo(new Dictionary<string, long>
        {
            ["id_missing:id"] = 1,
            ["id_too_long:id"] = 1,
            ["integer_too_large:count"] = 1,
            ["not_finite:income"] = 2,
        }));
        Assert.That(_test.Read($"SELECT masked_values->>'count' FROM {_test.Table("quarantine")} WHERE application_id = 'a'"), Is.EqualTo(new[] { "9007199254740993" }));
        Assert.That(_test.Read($"SELECT application_id FROM {_test.Table("scored")} ORDER BY 1"), Is.EqualTo(new[] { "d", new string('y', 1024) }));
    }

    [Test]
    public void An_id_of_any_length_is_quarantined_and_cut_where_it_is_written()
    {
        // 30 MB, and a character that the cut must not halve.
        _test.WriteParquet("a.parquet", "SELECT unnest([repeat('x', 30000000), repeat('é', 900), 'ok']) AS id, 1.0 AS income, 1 AS n, 'a' AS grade");
        _test.WriteParquet("b.parquet", "SELECT 'x' || repeat('é', 600) AS id, 1.0 AS income, 1 AS n, 'a' AS grade FROM range(2)");

        RunSummary summary = _test.Run();

        Assert.That(summary.Rows!.ViolationsByReason, Is.EqualTo(new Dictionary<string, long> { ["id_too_long:id"] = 4, ["duplicate_id:id"] = 2 }));
        Assert.That(_test.Read($"SELECT application_id FROM {_test.Table("quarantine")} ORDER BY source_file, source_row"), Is.EqualTo(new[]
        {
            new string('x', 1024), new string('é', 512), "x" + new string('é', 511), "x" + new string('é', 511),
        }));
        Assert.That(_test.Read($"SELECT length(masked_values->>'id')::VARCHAR FROM {_test.Table("quarantine")} ORDER BY source_file, source_row"), Is.EqualTo(new[] { "64", "32", "32", "32" }));
        Assert.That(_test.Read($"SELECT application_id FROM {_test.Table("scored")}"), Is.EqualTo(new[] { "ok" }));
    }

    [Test]
    public void Long_ids_that_only_share_a_hash_are_no_duplicates()
    {
        _test.WriteParquet("a.parquet", "SELECT repeat(c, 2000) AS id, 1.0 AS income, 1 AS n, 'a' AS grade FROM (SELECT unnest(['x', 'y', 'z']) AS c)");

        RunSummary summary = _test.Run(_test.Request with { CoarseIdHash = _ => 1 });

        Assert.That(summary.Rows!.ViolationsByReason, Is.EqualTo(new Dictionary<string, long> { ["id_too_long:id"] = 3 }));
    }

    [Test]
    public void Ids_of_white_space_are_missing_and_not_each_others_duplicates()
    {
        _test.WriteParquet("a.parquet", "SELECT unnest(['  ', '  ', 'ok']) AS id, 1.0 AS income, 1 AS n, 'a' AS grade");

        Assert.That(_test.Run().Rows!.ViolationsByReason, Is.EqualTo(new Dictionary<string, long> { ["id_missing:id"] = 2 }));
    }

    [Test]
    public void More_files_than_a_byte_counts_keep_their_names()
    {
        for (int i = 0; i < 300; i++)
            _test.WriteText($"{i}.csv", $"id,income,n,grade,day\nr{i},1,1,a,\n");

        Assert.That(_test.Run().Rows!.Scored, Is.EqualTo(300));
        Assert.That(_test.Read($"SELECT count(*)::VARCHAR FROM {_test.Table("scored")} WHERE source_file = substr(application_id, 2) || '.csv'"), Is.EqualTo(new[] { "300" }));
    }

    [Test]
    public void Ids_of_any_characters_survive_quarantine_and_scoring()
    {
        string[] ids = ["it's", "\"q\"", "a\\b", "tab\there", "new\nline", "ümläut-日本-🙂", "nul\u0001", "{\"a\":1}", ","];
        string values = string.Join(", ", ids.Select(id => $"({LoanDefault.Embedded.DuckDb.Sql.Literal(id)})"));
        _test.WriteParquet("a.parquet", $"SELECT id || '+' AS id, 1 AS income, 1 AS n, 'a' AS grade FROM (VALUES {values}) t(id) UNION ALL SELECT id, -1, 1, 'a' FROM (VALUES {values}) t(id)");

        Assert.That(_test.Run().Rows!.Scored, Is.EqualTo(ids.Length));
        Assert.That(_test.Read($"SELECT application_id FROM {_test.Table("quarantine")}"), Is.EquivalentTo(ids));
        Assert.That(_test.Read($"SELECT application_id FROM {_test.Table("scored")}"), Is.EquivalentTo(ids.Select(id => id + "+")));
    }

    [Test]
    public void A_csv_line_that_does_not_fit_the_header_is_an_error_that_names_file_and_line()
    {
        _test.WriteText("a.csv", "id,income,n,grade,day\na,1,1,a,\nb,1,1,a,,extra\n");

        Assert.That(() => _test.Run(), Throws.InstanceOf<BadInputException>().With.Message.Contains("a.csv: line 3 has more fields than the 5 of the header: a text that holds a delimiter needs quotes: repair the file, or 'csv' in the contract 'small'"));
        Assert.That(_test.OutputFiles(), Is.Empty);
    }

    [TestCase("SECRET,1,2,a,2026-01-01\n")]
    [TestCase("SECRET,1,2,a,2026-01-01\nSECRET2,1,2,a,2026-01-01\n")]
    public void A_csv_without_a_header_is_refused_and_no_applicants_data_is_shown(string text)
    {
        _test.WriteText("a.csv", text);

        BadInputException error = Assert.Throws<BadInputException>(() => _test.Run())!;

        Assert.That(error.Message, Does.Contain("a.csv: the first line does not look like a header: it names no column of the contract 'small'"));
        Assert.That(error.ToString(), Does.Not.Contain("SECRET").And.Not.Contain("2026"));
    }

    [Test]
    public void A_model_scores_files_that_are_delivered_otherwise_than_its_contract_says()
    {
        _test.WriteText("a.csv", "Nummer;Einkommen;n;grade\na0;'1';1;a\na1;-;2;b\n");
        ApplicationContract delivered = TestContracts.Small with
        {
            Csv = new CsvFormat { Delimiter = ";", Quote = "'", NullText = ["-"] },
            Columns = [.. TestContracts.Small.Columns.Select(c => c.Name switch
            {
                "id" => c with { Source = "Nummer" },
                "income" => c with { Source = "Einkommen" },
                _ => c,
            })],
        };
        EmbeddedScoringRequest request = _test.Request with { Contract = delivered };

        RunSummary summary = _test.Run(request);

        Assert.That(summary.Rows!.ViolationsByReason, Is.EqualTo(new Dictionary<string, long> { ["missing:income"] = 1 }));
        Assert.That(_test.Read($"SELECT application_id FROM {_test.Table("scored")}"), Is.EqualTo(new[] { "a0" }));
        Assert.That(_test.Run(request).Outcome, Is.EqualTo("already_done"));
        Assert.That(
            () => _test.Run(request with { Contract = delivered with { Csv = delivered.Csv with { NullText = ["-", "?"] } } }),
            Throws.InstanceOf<PublishConflictException>().With.Message.Contains("contract"));
    }

    [Test]
    public void A_column_of_the_model_that_a_whole_file_lacks_is_refused_unless_that_is_allowed()
    {
        ApplicationContract optional = TestContracts.Small with
        {
            Columns = [.. TestContracts.Small.Columns.Select(c => c.Name is "income" or "grade" ? c with { Required = false } : c)],
        };
        using var test = new ScoringTest(optional);
        test.WriteParquet("a.parquet", ScoringTest.SmallRows(4));
        test.WriteParquet("b.parquet", $"SELECT id, income AS Income, n, grade FROM ({ScoringTest.SmallRows(6, "b")})");

        var refused = new EmbeddedScoringRun(test.Request, TimeProvider.System, Logger.None);
        Assert.That(
            () => refused.Run(NoProgress.Instance, CancellationToken.None),
            Throws.InstanceOf<BadInputException>().With.Message.Contains(
                "1 column(s) that the model uses are absent from whole files ('income' in 1 of 2 file(s), which have 'Income', and case counts)"));
        Assert.That(refused.Summary.AbsentColumns.Select(c => c.Name), Is.EqualTo(new[] { "income", "day" }), "how far the run came is told");
        Assert.That(test.OutputFiles(), Is.Empty);

        RunSummary summary = test.Run(test.Request with { AllowMissingColumns = true });
        Assert.That(summary.Rows!.Scored, Is.EqualTo(10));
        Assert.That(summary.Rows.MissingByFeature["income"], Is.EqualTo(6));
        Assert.That(summary.AbsentColumns.Select(c => (c.Name, c.Files)), Is.EqualTo(new[] { ("income", 1), ("day", 1) }));
        Assert.That(test.Run().Outcome, Is.EqualTo("already_done"), "what is published is done, however it was allowed");
    }

    [Test]
    public void A_csv_of_a_header_alone_has_no_rows()
    {
        _test.WriteText("a.csv", "id,income,n,grade,day\n");

        Assert.That(() => _test.Run(), Throws.InstanceOf<BadInputException>().With.Message.Contains("has no rows"));
    }

    [Test]
    public void A_damaged_page_is_an_error_that_names_the_file()
    {
        _test.WriteParquet("a.parquet", ScoringTest.SmallRows(50_000), ", COMPRESSION zstd");
        string path = Path.Combine(_test.Input, "a.parquet");
        byte[] bytes = File.ReadAllBytes(path);
        Array.Fill(bytes, (byte)0x5A, 100, 2_000);
        File.WriteAllBytes(path, bytes);

        Assert.That(() => _test.Run(), Throws.InstanceOf<BadInputException>().With.Message.Contains("cannot be read"));
        Assert.That(_test.OutputFiles(), Is.Empty);
    }
}
