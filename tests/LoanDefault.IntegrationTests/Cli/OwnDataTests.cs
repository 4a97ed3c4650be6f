using System.Text.Json.Nodes;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.IntegrationTests.Cli.Support;

namespace LoanDefault.IntegrationTests.Cli;

/// <summary>Another lender's table, with other names, texts and file format, through the command line alone.</summary>
[TestFixture]
internal sealed class OwnDataTests
{
    private static readonly DuckDbOptions Engine = new() { MemoryLimitBytes = 256 << 20, TemporaryFolder = Path.GetTempPath() };

    private TemporaryFolder _folder = null!;

    private string Loans => _folder.PathOf("kredite.csv");

    private string Contract => _folder.PathOf("contract.json");

    private string Model => _folder.PathOf("model");

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void A_table_with_other_columns_goes_from_contract_to_published_scores()
    {
        WriteLoans();

        JsonObject contract = Run(
            "contract", "infer", Loans, "--target", "Ausgang", "--bad", "faul", "--ignore", "offen", "--exclude", "Eingezogen", "--id", "Antrag", "--output", Contract);
        Assert.That(contract["id"]!.GetValue<string>(), Is.EqualTo("antrag"));
        Assert.That(
            contract["target_values"]!.AsArray().Select(v => $"{v!["value"]} {v["meaning"]}"),
            Is.EquivalentTo(new[] { "gut good", "faul bad", "offen ignored" }));

        JsonObject trained = Run("train", "--data", Loans, "--contract", Contract, "--output", Model, "--folds", "2");
        Assert.That(trained["loans_ignored"]!.GetValue<long>(), Is.EqualTo(97));
        Assert.That(trained["auc_mean"]!.GetValue<double>(), Is.GreaterThan(0.65));

        JsonObject scored = Run(
            "score", "--input", Loans, "--model", Model, "--output", _folder.PathOf("tables"), "--business-date", "2026-01-31");
        Assert.That(scored["rows_read"]!.GetValue<long>(), Is.EqualTo(9857));
        Assert.That(scored["rows_scored"]!.GetValue<long>(), Is.EqualTo(9857));
        Assert.That(OutsideReader.Rows(_folder.PathOf("tables", "scored")), Is.EqualTo(9857));
    }

    [Test]
    public void A_column_that_gives_the_outcome_away_is_warned_of()
    {
        WriteLoans();

        JsonObject contract = Run("contract", "infer", Loans, "--target", "Ausgang", "--bad", "faul", "--ignore", "offen", "--output", Contract);

        Assert.That(
            contract["warnings"]!.AsArray().Where(w => w!["kind"]!.GetValue<string>() == "leak").Select(w => w!["column"]!.GetValue<string>()),
            Does.Contain("Eingezogen"));
    }

    // The sample under other names, with an id, an outcome of three values and a column known only afterwards.
    private void WriteLoans()
    {
        using DuckDbDatabase database = DuckDbDatabase.Open(Engine);
        using DuckDbConnection connection = database.Connect();
        connection.Execute(
            $"""
            COPY (
                SELECT 'K' || lpad((file_row_number + 1)::VARCHAR, 6, '0') AS Antrag, funded_amnt AS Betrag, int_rate AS Zins, term AS Laufzeit,
                    sub_grade AS Klasse, annual_inc AS Einkommen, revol_util AS Auslastung, inq_last_12m AS Anfragen, all_util AS Kredite,
                    CASE WHEN Class = 'bad' THEN 0 ELSE funded_amnt + file_row_number % 7 END AS Eingezogen,
                    CASE WHEN file_row_number % 102 = 50 THEN 'offen' WHEN Class = 'bad' THEN 'faul' ELSE 'gut' END AS Ausgang
                FROM read_parquet({Sql.Literal(Support.Loans.Sample)}, file_row_number = true))
            TO {Sql.Literal(Loans)} (FORMAT csv, HEADER)
            """);
    }

    private static JsonObject Run(params string[] arguments)
    {
        ProcessResult result = LoanDefaultProgram.Run([.. arguments, "--json"]);
        Assert.That(result.ExitCode, Is.Zero, result.Error + result.Out);
        return JsonNode.Parse(result.Out)!.AsObject();
    }
}
