using System.Reflection;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;
using LoanDefault.Core.Pipeline;
using LoanDefault.Core.Validation;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Validation;

/// <summary>Each rule: a row that breaks it, and what its quarantine record says.</summary>
public sealed class ValidationRulesTests
{
    private static readonly ApplicationContract Contract = Contracts.Of(
        Contracts.Id(),
        Contracts.Number("annual_income", minimum: 0, required: true) with { Unit = "USD per year" },
        Contracts.Number("interest_rate", minimum: 0, maximum: 100) with { Unit = "% per year" },
        Contracts.Integer("inquiries"),
        Contracts.Category("purpose", "car", "home"),
        Contracts.Date("application_date"));

    private static readonly object?[] Good = ["A1", 50_000, 12.5, 3, "car", new DateOnly(2026, 1, 1)];

    private static readonly TestCaseData[] Broken =
    [
        Case("missing", "annual_income", "a required value is missing", Row(1, null)),
        Case("not_finite", "annual_income", "the number is NaN or infinite", Row(1, double.NaN)),
        Case("not_finite", "inquiries", "the number is NaN or infinite", Row(3, double.NegativeInfinity)),
        Case("below_minimum", "annual_income", "the number is below the contract's minimum (0 USD per year)", Row(1, -1)),
        Case("above_maximum", "interest_rate", "the number is above the contract's maximum (100 % per year)", Row(2, 1000)),
        Case("not_an_integer", "inquiries", "the number has a fraction", Row(3, 2.5)),
        Case("integer_too_large", "inquiries", "the integer is beyond 2^53 and cannot be held exactly", Row(3, 9007199254740994)),
        Case("unknown_category", "purpose", "the text is not one of the contract's categories", Row(4, "rocket")),
        Case("date_in_future", "application_date", "the date is after the business date", Row(5, new DateOnly(2026, 1, 2))),
        Case("id_missing", "application_id", "the application id is missing, empty or only white space", Row(0, null)),
        Case("id_too_long", "application_id", "the application id is longer than 1,024 bytes", Row(0, new string('x', 1025))),
        Reported(ValidationRules.NotANumber, 1, "annual_income", "the text is not a number"),
        Reported(ValidationRules.NotADate, 5, "application_date", "the text is not a date (YYYY-MM-DD)"),
        Reported(ValidationRules.IntegerTooLarge, 3, "inquiries", "the integer is beyond 2^53 and cannot be held exactly"),
        Reported(ValidationRules.DuplicateId, -1, null, "the application id occurs more than once in this run's input"),
    ];

    [TestCaseSource(nameof(Broken))]
    public void A_row_that_breaks_a_rule_is_quarantined_with_its_message(
        object?[] row, ValidationRule? report, int reportColumn, string rule, string? column, string message)
    {
        using ApplicationBatch batch = Batches.Of(Contract, [Good, row]);
        if (report is not null)
            batch.Report(1, reportColumn, report, "source"u8);
        ScoredBatch result = Run(batch);
        using var record = new QuarantineRecord(Contract);
        record.Fill(batch, result, 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.IsQuarantined(0), Is.False);
            Assert.That(result.QuarantinedCount, Is.EqualTo(1));
            Assert.That(record.Reasons.Length, Is.EqualTo(1));
            Assert.That(record.First.Rule.Id, Is.EqualTo(rule));
            Assert.That(record.First.Rule.Version, Is.EqualTo(rule == "id_missing" ? 2 : 1));
            Assert.That(record.First.ColumnName, Is.EqualTo(column));
            Assert.That(record.First.Text, Is.EqualTo(message));
        }
    }

    [Test]
    public void Every_rule_has_a_row_here_and_a_place_in_the_list()
    {
        IEnumerable<string> tested = Broken.Select(c => (string)c.Arguments[3]!).Distinct();
        Assert.That(tested, Is.EquivalentTo(ValidationRules.All.Select(r => r.Id)));

        IEnumerable<object?> declared = typeof(ValidationRules).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(p => p.PropertyType == typeof(ValidationRule)).Select(p => p.GetValue(null));
        Assert.That(ValidationRules.All, Is.EqualTo(declared));
        Assert.That(ValidationRules.All.Select(r => r.Id), Is.Unique);
    }

    private static ScoredBatch Run(ApplicationBatch batch)
    {
        var features = new FeatureSet(Contract);
        using var pipeline = new BatchScoringPipeline(
            features, new LinearScorer(features.Features.Count), Policies.Standard, new DateOnly(2026, 1, 1));
        var result = new ScoredBatch();
        pipeline.Run(batch, result);
        return result;
    }

    private static object?[] Row(int column, object? value)
    {
        object?[] row = [.. Good];
        row[column] = value;
        return row;
    }

    private static TestCaseData Case(string rule, string column, string message, object?[] row) =>
        new TestCaseData(row, null, 0, rule, column, message).SetArgDisplayNames(rule, column);

    // What only the host sees: the cell is missing in the batch, and the report says why.
    private static TestCaseData Reported(ValidationRule rule, int column, string? name, string message) =>
        new TestCaseData(column < 0 ? Good : Row(column, null), rule, column, rule.Id, name, message)
            .SetArgDisplayNames(rule.Id, name ?? "row", "reported");
}
