using System.Text;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;
using LoanDefault.Embedded.Training;
using LoanDefault.Modeling.Contracts;

namespace LoanDefault.Tests.Modeling.Contracts;

internal sealed class ContractInferenceTests
{
    // Every tenth loan is bad, whatever its columns say.
    private const string Status = "CASE WHEN i % 10 = 0 THEN 'default' ELSE 'paid' END AS status";

    private SampleFiles _files = null!;

    [SetUp]
    public void MakeFolder() => _files = new SampleFiles();

    [TearDown]
    public void RemoveFolder() => _files.Dispose();

    [Test]
    public void The_real_sample_gives_a_sound_contract_with_every_computed_feature()
    {
        ContractInferenceResult result = Infer(RepositoryFiles.ReferenceSample, "Class", "bad");

        Assert.Multiple(() =>
        {
            Assert.That(result.Contract.Id, Is.Null);
            Assert.That(result.Contract.Features.Select(f => f.Name), Is.EqualTo(ComputedFeatures.All.Select(f => f.Name)));
            Assert.That(result.Warnings.Select(w => w.Kind), Has.None.EqualTo(InferenceWarningKind.Leak));
            Assert.That(result.Contract.Excluded, Is.Empty);
            Assert.That(Column(result, "sub_grade").Categories, Has.Count.EqualTo(35));
            Assert.That(Column(result, "emp_length").Categories![0], Is.EqualTo("emp_lt_1"));
            Assert.That(Column(result, "emp_length").Categories!.TakeLast(2), Is.EqualTo(new[] { "emp_ge_10", "emp_unk" }));
            Assert.That(Column(result, "addr_state"), Has.Property("Feature").False.And.Property("Personal").True);
        });
    }

    [Test]
    public void The_real_sample_keeps_the_contract_that_was_inferred_from_it()
    {
        ContractInferenceResult result = Infer(RepositoryFiles.ReferenceSample, "Class", "bad");

        ApplicationTable table = ApplicationTableReader.Read(RepositoryFiles.ReferenceSample, result.Contract, withTarget: true);

        Assert.Multiple(() =>
        {
            Assert.That(table.RowCount, Is.EqualTo(9857));
            Assert.That(table.BrokenRules, Is.Empty);
            Assert.That(table.UnknownColumns, Is.Empty);
        });
    }

    [Test]
    public void Columns_that_cannot_be_used_are_left_out_with_the_reason()
    {
        string path = _files.Write(
            "loans.parquet",
            $"""
            i AS row_number, 'x' || i AS customer_id, 'USD' AS currency, NULL::DOUBLE AS nothing,
            'words ' || (i * 7919 % 1000) AS purpose_text, DATE '2020-01-01' + (i % 900)::INTEGER AS maturity_date,
            TIMESTAMP '2020-01-01 10:00:00' + INTERVAL (i % 900) HOUR AS created_at, [i, i] AS pair,
            (i % 10 = 0)::INTEGER AS is_default, 'k' || (i % 300) AS many, u * 3 AS signal, {Status}
            """);

        ContractInferenceResult result = Infer(path, "status", "default");

        Assert.Multiple(() =>
        {
            Assert.That(Why(result, "row_number"), Does.Contain("counts the rows"));
            Assert.That(Column(result, "customer_id").Type, Is.EqualTo(ColumnType.Id));
            Assert.That(Why(result, "currency"), Is.EqualTo("the same value in every row"));
            Assert.That(Why(result, "nothing"), Is.EqualTo("no row has a value"));
            Assert.That(Why(result, "purpose_text"), Does.Contain("near-unique text"));
            Assert.That(Why(result, "maturity_date"), Does.Contain("a date is no feature"));
            Assert.That(Why(result, "created_at"), Does.Contain("a time is no feature"));
            Assert.That(Why(result, "pair"), Does.Contain("BIGINT[]"));
            Assert.That(Why(result, "is_default"), Does.Contain("the target under another name"));
            Assert.That(Why(result, "many"), Does.Contain("300 different texts"));
            Assert.That(result.Contract.Columns.Select(c => c.SourceName), Is.EqualTo(new[] { "customer_id", "signal" }));
        });
    }

    [TestCase("CASE WHEN i % 10 = 0 THEN 5 + u ELSE u * 5.1 END", "AUC of 0.9")]
    [TestCase("CASE WHEN i % 10 = 0 THEN 'late' WHEN u < 0.5 THEN 'a' ELSE 'b' END", "AUC of 1.000")]
    [TestCase("CASE WHEN i % 10 = 0 THEN u END", "whether it has a value")]
    [TestCase("CASE WHEN i % 20 = 0 THEN 'sold' WHEN u < 0.5 THEN 'a' ELSE 'b' END", "every row with 'sold' is bad (50 rows)")]
    [TestCase("CASE WHEN i % 20 = 0 THEN 100 + u ELSE u * 90 END", "is bad (50 rows)")]
    [TestCase("CASE WHEN i % 20 = 0 THEN -6 ELSE round(u * 90) * 2 - 21 END", "every row with the value -6 is bad")]
    public void A_column_that_alone_predicts_the_target_is_warned_of_and_no_feature(string value, string evidence)
    {
        string path = _files.Write("loans.parquet", $"{value} AS suspect, u AS signal, {Status}");

        ContractInferenceResult result = Infer(path, "status", "default");

        InferenceWarning leak = result.Warnings.Single(w => w.Kind == InferenceWarningKind.Leak);
        Assert.Multiple(() =>
        {
            Assert.That(leak.Column, Is.EqualTo("suspect"));
            Assert.That(leak.Message, Does.Contain(evidence).And.Contain("--exclude"));
            Assert.That(Column(result, "suspect").Feature, Is.False);
            Assert.That(Column(result, "signal").Feature, Is.True);
        });
    }

    [Test]
    public void A_column_named_for_what_happens_after_the_decision_is_warned_of()
    {
        string path = _files.Write("loans.parquet", $"u AS total_paid, u AS recoveries, u AS months_since_90d_late, {Status}");

        ContractInferenceResult result = Infer(path, "status", "default");

        Assert.That(
            result.Warnings.Where(w => w.Kind == InferenceWarningKind.Leak).Select(w => w.Column),
            Is.EqualTo(new[] { "total_paid", "recoveries" }));
    }

    [Test]
    public void An_excluded_column_is_neither_looked_at_nor_unknown()
    {
        string path = _files.Write("loans.parquet", $"u AS signal, (i % 10 = 0) AS is_default, {Status}");

        ContractInferenceResult result = Infer(path, "status", "default", r => r with { Exclude = ["is_default"] });

        Assert.That(result.Contract.Excluded, Is.EqualTo(new[] { new ExcludedColumn { Source = "is_default", Why = "excluded by the caller" } }));
    }

    [Test]
    public void Ranges_come_from_meaning_and_the_samples_extremes_are_information()
    {
        string path = _files.Write(
            "loans.parquet",
            $"(1000 + u * 100)::INTEGER AS loan_amount, 12.5 + u AS int_rate, i % 4 AS num_accounts, u - 0.5 AS score, {Status}");

        ContractInferenceResult result = Infer(path, "status", "default");

        ContractColumn amount = Column(result, "loan_amount");
        Assert.Multiple(() =>
        {
            Assert.That((amount.Minimum, amount.Maximum), Is.EqualTo(((double?)0, (double?)null)));
            Assert.That(amount.Observed!.Minimum, Is.EqualTo(1000));
            Assert.That((Column(result, "int_rate").Minimum, Column(result, "int_rate").Maximum), Is.EqualTo(((double?)0, (double?)100)));
            Assert.That(Column(result, "num_accounts").Unit, Is.EqualTo("count"));
            Assert.That(Column(result, "score").Minimum, Is.Null);
        });
    }

    [Test]
    public void A_range_that_the_sample_contradicts_is_not_set()
    {
        string path = _files.Write("loans.parquet", $"u * 9 - 1 AS annual_income, {Status}");

        ContractInferenceResult result = Infer(path, "status", "default");

        Assert.Multiple(() =>
        {
            Assert.That(Column(result, "annual_income").Minimum, Is.Null);
            Assert.That(result.Warnings.Select(w => w.Kind), Has.Some.EqualTo(InferenceWarningKind.Unit));
        });
    }

    [Test]
    public void A_rate_as_a_fraction_serves_no_computed_feature()
    {
        string path = _files.Write(
            "loans.parquet", $"1000 + 25 * i AS amount_requested, 0.05 + u / 10 AS interest_rate, 30000 + 10 * i AS annual_inc, 12 + i % 48 AS term, {Status}");

        ContractInferenceResult result = Infer(path, "status", "default");

        Assert.Multiple(() =>
        {
            Assert.That(result.Contract.Features.Select(f => f.Name), Is.EqualTo(new[] { "loan_to_income" }));
            Assert.That(Column(result, "interest_rate").Why, Does.Contain("a fraction of 1"));
            Assert.That(Column(result, "interest_rate").Unit, Is.EqualTo("fraction per year"));
            Assert.That(Column(result, "annual_inc").Name, Is.EqualTo("annual_income"));
        });
    }

    [Test]
    public void Protected_and_personal_columns_are_marked()
    {
        string path = _files.Write(
            "loans.parquet",
            $"CASE WHEN u < 0.5 THEN 'f' ELSE 'm' END AS gender, 20 + i % 50 AS age, 10000 + i % 90 AS zip_code, 'p' || i % 40 AS phone, u AS account_age_years, {Status}");

        ContractInferenceResult result = Infer(path, "status", "default");

        Assert.Multiple(() =>
        {
            Assert.That(
                result.Contract.Columns.Where(c => c.Protected).Select(c => c.Name), Is.EqualTo(new[] { "gender", "age", "zip_code" }));
            Assert.That(result.Contract.Columns.Where(c => c.Personal).Select(c => c.Name), Is.EqualTo(new[] { "zip_code", "phone" }));
            Assert.That(
                result.Warnings.Where(w => w.Kind == InferenceWarningKind.Protected).Select(w => w.Column),
                Is.EqualTo(new[] { "gender", "age", "zip_code" }));
            Assert.That(new FeatureSet(result.Contract).Features.Select(f => f.Name), Has.None.EqualTo("age"));
        });
    }

    [Test]
    public void Csv_and_Parquet_give_the_same_columns()
    {
        string select = $"'L' || i AS loan_id, 1000 + i AS loan_amnt, CASE WHEN i % 7 > 0 THEN round(u * 20, 2) END AS rate, "
            + $"CASE WHEN u < 0.4 THEN 'OWN' ELSE 'RENT' END AS home, DATE '2020-01-01' + (i % 90)::INTEGER AS issue_d, {Status}";
        string parquet = _files.Write("loans.parquet", select);
        string csv = _files.Write("loans.csv", select, csv: ", DELIMITER ';'");

        ContractInferenceResult fromCsv = Infer(csv, "status", "default");

        Assert.Multiple(() =>
        {
            Assert.That(Json(fromCsv.Contract.Columns), Is.EqualTo(Json(Infer(parquet, "status", "default").Contract.Columns)));
            Assert.That(fromCsv.Contract.Csv.Delimiter, Is.EqualTo(";"));
            Assert.That(fromCsv.Contract.Id, Is.EqualTo("loan_id"));
            Assert.That(ApplicationTableReader.Read(csv, fromCsv.Contract, withTarget: true).BrokenRules, Is.Empty);
        });
    }

    [Test]
    public void A_csv_column_is_typed_by_every_cell_and_its_nulls_are_found()
    {
        string path = _files.Write(
            "loans.csv",
            $"CASE WHEN i = 999 THEN 'x' ELSE i::VARCHAR END AS late_text, CASE WHEN i % 5 = 0 THEN 'n/a' ELSE u::VARCHAR END AS ratio_a, "
            + $"'0' || (i % 50) AS branch, {Status}");

        ContractInferenceResult result = Infer(path, "status", "default");

        Assert.Multiple(() =>
        {
            Assert.That(Why(result, "late_text"), Does.Contain("near-unique text"));
            Assert.That(Column(result, "ratio_a").Type, Is.EqualTo(ColumnType.Number));
            Assert.That(Column(result, "ratio_a").Observed!.MissingShare, Is.EqualTo(0.2));
            Assert.That(result.Contract.Csv.NullText, Is.EqualTo(new[] { "", "NA", "NULL", "n/a" }));
            Assert.That(Why(result, "branch"), Does.Contain("numbers written as text"));
            Assert.That(ApplicationTableReader.Read(path, result.Contract, withTarget: true).BrokenRules, Is.Empty);
        });
    }

    [Test]
    public void Three_hundred_columns_work_as_thirty_do()
    {
        string columns = string.Join(", ", Enumerable.Range(0, 300).Select(c => $"(hash(i * 300 + {c}) % 1000) / 7.0 AS v{c}"));
        string path = _files.Write("loans.parquet", $"{columns}, {Status}", rows: 200);

        ContractInferenceResult result = Infer(path, "status", "default");

        Assert.That(result.Contract.Columns, Has.Count.EqualTo(300));
    }

    [Test]
    public void Odd_names_become_names_of_the_contract()
    {
        string path = _files.Write("loans.parquet", $"u AS \"FICO Score (low)\", u + 1 AS FICOScoreLow, u AS \"12 month trend\", u AS \"größe\", {Status}");

        ContractInferenceResult result = Infer(path, "status", "default");

        Assert.That(
            result.Contract.Columns.Select(c => c.Name),
            Is.EqualTo(new[] { "fico_score_low", "fico_score_low_2", "column_12_month_trend", "gr_e" }));
    }

    [Test]
    public void Values_that_scoring_refuses_are_warned_of()
    {
        string path = _files.Write(
            "loans.parquet", $"CASE WHEN i % 3 = 0 THEN 'nan'::DOUBLE ELSE u END AS a, 9007199254740992 + i % 5 AS b, {Status}");

        ContractInferenceResult result = Infer(path, "status", "default");

        string[] messages = [.. result.Warnings.Where(w => w.Kind == InferenceWarningKind.Values).Select(w => w.Message)];
        Assert.That(messages, Has.Some.Contains("334 rows hold NaN").And.Some.Contains("800 rows hold an integer beyond 2^53"));
    }

    [Test]
    public void The_targets_values_are_counted_with_their_meaning()
    {
        string path = _files.Write(
            "loans.parquet", "u AS signal, CASE i % 10 WHEN 0 THEN 1.0 WHEN 1 THEN NULL WHEN 2 THEN 9.0 ELSE 0.0 END::DOUBLE AS y");

        ContractInferenceResult result = Infer(path, "y", "1", r => r with { Ignore = ["9"] });

        Assert.Multiple(() =>
        {
            Assert.That(result.TargetValues, Is.EquivalentTo(new[]
            {
                new TargetValue("0.0", 700, TargetMeaning.Good),
                new TargetValue("1.0", 100, TargetMeaning.Bad),
                new TargetValue("9.0", 100, TargetMeaning.Ignored),
                new TargetValue(null, 100, TargetMeaning.Missing),
            }));
            Assert.That(result.Contract.Target!.Bad, Is.EqualTo(new[] { "1.0" }));
            Assert.That(result.Warnings.Select(w => w.Message), Has.Some.Contains("100 rows have no target value"));
        });
    }

    private static ContractInferenceResult Infer(
        string path, string target, string bad, Func<ContractInferenceRequest, ContractInferenceRequest>? more = null)
    {
        var request = new ContractInferenceRequest { Path = path, Target = target, Bad = [bad] };
        ContractInferenceResult result = ContractInference.Infer(more?.Invoke(request) ?? request);
        byte[] json = ContractFile.ToJson(result.Contract);
        Assert.That(ContractSchemaTests.Problems(Encoding.UTF8.GetString(json)), Is.Empty);
        Assert.That(() => ContractFile.Parse(json, "inferred.json"), Throws.Nothing);
        return result;
    }

    private static ContractColumn Column(ContractInferenceResult result, string source) =>
        result.Contract.Columns.Single(c => c.SourceName == source);

    private static string? Why(ContractInferenceResult result, string source) =>
        result.Contract.Excluded.Single(e => e.Source == source).Why;

    private static string Json(IReadOnlyList<ContractColumn> columns) =>
        Encoding.UTF8.GetString(ContractFile.ToJson(new ApplicationContract { Name = "x", Columns = columns }));
}
