using System.Text;
using System.Text.Json;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;
using LoanDefault.Core.Pipeline;
using LoanDefault.Core.Validation;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Pipeline;

public sealed class QuarantineRecordTests
{
    private static readonly ApplicationContract Contract = Contracts.Of(
        Contracts.Id(),
        Contracts.Number("annual_income", minimum: 0, maximum: 1e7, required: true) with { Unit = "USD per year" },
        Contracts.Integer("dependants", minimum: 0),
        Contracts.Category("purpose", "car", "höme \"1\""),
        Contracts.Date("application_date"),
        Contracts.Number("birth_year") with { Personal = true });

    [Test]
    public void The_values_stand_in_contract_order_with_personal_data_masked()
    {
        string json = Json(["A1", -5.25, 3, "höme \"1\"", new DateOnly(2025, 2, 28), 1980]);
        Assert.That(json, Is.EqualTo(
            """{"application_id":"A1","annual_income":-5.25,"dependants":3,"purpose":"höme \"1\"","application_date":"2025-02-28","birth_year":"***"}"""));
    }

    [Test]
    public void Missing_values_are_null_and_a_missing_personal_value_is_masked_all_the_same()
    {
        string json = Json([null, null, null, null, null, null]);
        Assert.That(json, Is.EqualTo(
            """{"application_id":null,"annual_income":null,"dependants":null,"purpose":null,"application_date":null,"birth_year":"***"}"""));
    }

    [TestCase(double.NaN, "NaN")]
    [TestCase(double.PositiveInfinity, "Infinity")]
    [TestCase(double.NegativeInfinity, "-Infinity")]
    public void Numbers_that_JSON_lacks_are_texts(double value, string text)
    {
        using JsonDocument document = JsonDocument.Parse(Json(["A1", value, null, null, null, null]));
        Assert.That(document.RootElement.GetProperty("annual_income").GetString(), Is.EqualTo(text));
    }

    [Test]
    public void A_day_that_no_calendar_has_is_a_number()
    {
        using JsonDocument document = JsonDocument.Parse(Json(["A1", -1, null, null, 4e9, null]));
        Assert.That(document.RootElement.GetProperty("application_date").GetDouble(), Is.EqualTo(4e9));
    }

    [Test]
    public void An_unknown_category_and_an_unparsable_text_are_the_source_text_cut_at_a_character()
    {
        using ApplicationBatch batch = Batches.Of(Contract, ["A1", null, null, "rocket", null, null]);
        string text = new string('x', 63) + "é!";
        batch.Report(0, 2, ValidationRules.NotANumber, Encoding.UTF8.GetBytes(text));
        batch.Report(0, 5, ValidationRules.NotANumber, "secret"u8);
        string json = Json(batch, 0, out _);
        using JsonDocument document = JsonDocument.Parse(json);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(document.RootElement.GetProperty("purpose").GetString(), Is.EqualTo("rocket"));
            Assert.That(document.RootElement.GetProperty("dependants").GetString(), Is.EqualTo(new string('x', 63)));
            Assert.That(document.RootElement.GetProperty("birth_year").GetString(), Is.EqualTo("***"));
            Assert.That(json, Does.Not.Contain("secret"));
        }
    }

    [Test]
    public void An_id_that_is_not_UTF_8_still_makes_JSON()
    {
        using ApplicationBatch batch = Batches.Of(Contract, ["", -1, null, null, null, null]);
        batch.Ids[0] = Ids.Slice([0x41, 0xFF, 0xC3]);
        using JsonDocument document = JsonDocument.Parse(Json(batch, 0, out _));
        Assert.That(document.RootElement.GetProperty("application_id").GetString(), Does.StartWith("A\uFFFD"));
    }

    [Test]
    public void Reasons_stand_in_contract_order_the_row_as_a_whole_first_and_once_each()
    {
        using ApplicationBatch batch = Batches.Of(Contract, ["A1", -1, 2.5, "rocket", null, null]);
        batch.Report(0, 3, ValidationRules.UnknownCategory);
        batch.Report(0, -1, ValidationRules.DuplicateId);
        Json(batch, 0, out QuarantineReason[] reasons);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                reasons.Select(r => r.Label),
                Is.EqualTo(["duplicate_id", "below_minimum:annual_income", "not_an_integer:dependants", "unknown_category:purpose"]));
            Assert.That(reasons[0].ColumnName, Is.Null);
            Assert.That(reasons[1].ColumnName, Is.EqualTo("annual_income"));
            Assert.That(reasons[1].Text, Is.EqualTo("the number is below the contract's minimum (0 USD per year)"));
            Assert.That(Encoding.UTF8.GetString(reasons[1].TextUtf8), Is.EqualTo(reasons[1].Text));
            Assert.That(Encoding.UTF8.GetString(reasons[1].LabelUtf8), Is.EqualTo(reasons[1].Label));
        }
    }

    [Test]
    public void A_row_that_keeps_every_rule_has_no_record()
    {
        using ApplicationBatch batch = Batches.Of(Contract, ["A1", 1, 2, "car", null, null]);
        Assert.That(() => Json(batch, 0, out _), Throws.ArgumentException.With.Message.StartsWith("row 0 breaks no rule"));
    }

    private static string Json(object?[] row)
    {
        using ApplicationBatch batch = Batches.Of(Contract, row);
        batch.Report(0, -1, ValidationRules.DuplicateId);
        return Json(batch, 0, out _);
    }

    private static string Json(ApplicationBatch batch, int row, out QuarantineReason[] reasons)
    {
        var features = new FeatureSet(Contract);
        using var pipeline = new BatchScoringPipeline(
            features, new LinearScorer(features.Features.Count), Policies.Standard, new DateOnly(2026, 1, 1));
        var result = new ScoredBatch();
        pipeline.Run(batch, result);
        using var record = new QuarantineRecord(Contract);
        record.Fill(batch, result, row);
        reasons = record.Reasons.ToArray();
        Assert.That(record.First, Is.SameAs(reasons[0]));
        return Encoding.UTF8.GetString(record.MaskedValues);
    }
}
