using LoanDefault.Core.Applications;
using LoanDefault.Core.Validation;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Validation;

public sealed class BatchValidatorTests
{
    private static readonly DateOnly BusinessDate = new(2026, 1, 1);

    [TestCase(9007199254740991.0, null)]
    [TestCase(9007199254740992.0, null)]
    [TestCase(-9007199254740992.0, null)]
    [TestCase(9007199254740994.0, "integer_too_large")]
    [TestCase(-9007199254740994.0, "integer_too_large")]
    [TestCase(double.MaxValue, "integer_too_large")]
    [TestCase(double.NaN, "not_finite")]
    [TestCase(double.PositiveInfinity, "not_finite")]
    [TestCase(-0.0, null)]
    [TestCase(0.5, "not_an_integer")]
    [TestCase(5e-324, "not_an_integer")]
    public void An_integer_is_whole_and_at_most_2_to_the_53rd(double value, string? rule) =>
        Assert.That(FirstRule(Contracts.Integer("count"), value), Is.EqualTo(rule));

    [TestCase(0.0, null)]
    [TestCase(-0.0, null)]
    [TestCase(100.0, null)]
    [TestCase(-5e-324, "below_minimum")]
    [TestCase(100.00000000000001, "above_maximum")]
    [TestCase(1000.0, "above_maximum")]
    [TestCase(double.NegativeInfinity, "not_finite")]
    public void Limits_are_inclusive(double value, string? rule) =>
        Assert.That(FirstRule(Contracts.Number("rate", minimum: 0, maximum: 100), value), Is.EqualTo(rule));

    [TestCase(double.MaxValue)]
    [TestCase(double.MinValue)]
    [TestCase(5e-324)]
    public void A_number_without_limits_may_be_any_finite_one(double value) =>
        Assert.That(FirstRule(Contracts.Number("amount"), value), Is.Null);

    [Test]
    public void A_limit_beyond_2_to_the_53rd_does_not_widen_an_integer() =>
        Assert.That(FirstRule(Contracts.Integer("count", maximum: 1e300), 1e20), Is.EqualTo("integer_too_large"));

    [Test]
    public void A_date_may_be_the_business_date_but_not_the_day_after()
    {
        Assert.That(FirstRule(Contracts.Date("day"), BusinessDate), Is.Null);
        Assert.That(FirstRule(Contracts.Date("day"), BusinessDate.AddDays(1)), Is.EqualTo("date_in_future"));
        Assert.That(FirstRule(Contracts.Date("day"), DateOnly.MinValue), Is.Null);
    }

    [Test]
    public void A_day_before_the_calendar_is_no_date() =>
        Assert.That(FirstRule(Contracts.Date("day"), -2147483647), Is.EqualTo("not_a_date"));

    [Test]
    public void An_optional_cell_may_be_missing_a_required_one_not()
    {
        foreach (ContractColumn column in new[]
        {
            Contracts.Number("x"), Contracts.Integer("x"), Contracts.Date("x"), Contracts.Category("x", "a"),
        })
        {
            Assert.That(FirstRule(column, null), Is.Null, $"{column.Type}");
            Assert.That(FirstRule(column with { Required = true }, null), Is.EqualTo("missing"), $"{column.Type}");
        }
    }

    [TestCase(-2)]
    [TestCase(-3)]
    [TestCase(2)]
    public void A_code_outside_the_list_is_an_unknown_category_even_if_the_host_did_not_say_so(int code)
    {
        using ApplicationBatch batch = Batches.Of(Contracts.Of(Contracts.Category("purpose", "car", "home")), ["car"]);
        batch.Codes(0)[0] = code;
        Assert.That(Check(batch).Single().Rule, Is.SameAs(ValidationRules.UnknownCategory));
    }

    [Test]
    public void A_reported_cell_is_not_also_missing()
    {
        ApplicationContract contract = Contracts.Of(
            Contracts.Number("income", required: true), Contracts.Category("purpose", "car") with { Required = true });
        using ApplicationBatch batch = Batches.Of(contract, new object?[] { null, null });
        batch.Report(0, 0, ValidationRules.NotANumber, "lots"u8);
        batch.Report(0, 1, ValidationRules.UnknownCategory, "boat"u8);
        Assert.That(Check(batch).Select(v => v.Rule), Is.EqualTo([ValidationRules.NotANumber, ValidationRules.UnknownCategory]));
    }

    [TestCase(" ")]
    [TestCase("   \t\r\n")]
    public void An_id_of_white_space_only_is_missing(string id)
    {
        using ApplicationBatch batch = Batches.Of(Contracts.Of(Contracts.Id()), [id]);
        Assert.That(FirstRule(Check(batch)), Is.EqualTo("id_missing"));
    }

    [TestCase(0, "id_missing")]
    [TestCase(1, null)]
    [TestCase(1024, null)]
    [TestCase(1025, "id_too_long")]
    public void An_id_has_1_to_1_024_bytes(int length, string? rule)
    {
        using ApplicationBatch batch = Batches.Of(Contracts.Of(Contracts.Id()), [new string('x', length)]);
        Assert.That(FirstRule(Check(batch)), Is.EqualTo(rule));
    }

    [Test]
    public void Bad_cells_are_found_at_every_place_of_every_length()
    {
        ApplicationContract contract = Contracts.Of(Contracts.Number("x", minimum: 0));
        using var batch = new ApplicationBatch(contract);
        var validator = new BatchValidator(contract, BusinessDate);
        var random = new Random(9);
        for (int length = 1; length <= ApplicationBatch.Capacity; length++)
        {
            // What lies behind the end is bad and must not be seen.
            batch.Reset(ApplicationBatch.Capacity);
            batch.SetAllPresent(0);
            batch.Numbers(0).Fill(-1);
            batch.Reset(length);
            batch.Numbers(0).Fill(1);
            int[] bad = [.. new[] { 0, length - 1, random.Next(length), random.Next(length) }.Distinct().Order()];
            foreach (int row in bad)
                batch.Numbers(0)[row] = -1;
            batch.MarkMissingAsNaN();
            validator.Check(batch);
            Assert.That(validator.Violations.Select(v => v.Row), Is.EqualTo(bad), $"{length} rows");
            Assert.That(validator.RejectedCount, Is.EqualTo(bad.Length));
        }
    }

    [Test]
    public void A_row_with_several_broken_rules_counts_once()
    {
        ApplicationContract contract = Contracts.Of(Contracts.Number("x", minimum: 0), Contracts.Number("y", minimum: 0));
        using ApplicationBatch batch = Batches.Of(contract, [-1, -1], [1, 1], [-1, 1]);
        var validator = new BatchValidator(contract, BusinessDate);
        validator.Check(batch);
        Assert.That(validator.Violations, Has.Count.EqualTo(3));
        Assert.That(validator.RejectedCount, Is.EqualTo(2));
        Assert.That(validator.Rejected[0], Is.EqualTo(0b101UL));
        Assert.That(validator.ViolationsOf(0).Length, Is.EqualTo(2));
        Assert.That(validator.ViolationsOf(1).Length, Is.Zero);
    }

    [Test]
    public void A_batch_in_which_every_cell_is_bad_is_walked_once()
    {
        ApplicationContract contract = Contracts.Of([.. Enumerable.Range(0, 22).Select(i => Contracts.Number($"x{i}", required: true))]);
        using var batch = new ApplicationBatch(contract);
        var validator = new BatchValidator(contract, BusinessDate);
        batch.Reset(ApplicationBatch.Capacity);
        for (int column = 0; column < 22; column++)
            batch.SetAllMissing(column);
        for (int row = ApplicationBatch.Capacity - 1; row >= 0; row--)
        {
            for (int column = 21; column >= 0; column -= 2)
                batch.Report(row, column, ValidationRules.NotANumber);
        }

        batch.MarkMissingAsNaN();
        validator.Check(batch);
        int walked = 0;
        for (int row = 0; row < ApplicationBatch.Capacity; row++)
        {
            ReadOnlySpan<Violation> own = validator.ViolationsOf(row);
            walked += own.Length;
            for (int column = 0; column < own.Length; column++)
            {
                Assert.That((own[column].Row, own[column].Column), Is.EqualTo((row, column)));
                Assert.That(own[column].Rule, Is.SameAs(column % 2 == 1 ? ValidationRules.NotANumber : ValidationRules.Missing));
            }
        }

        Assert.That(walked, Is.EqualTo(22 * ApplicationBatch.Capacity), "what a host reads in all is what there is");
        Assert.That(validator.RejectedCount, Is.EqualTo(ApplicationBatch.Capacity));
    }

    private static string? FirstRule(ContractColumn column, object? value)
    {
        using ApplicationBatch batch = Batches.Of(Contracts.Of(column), [value]);
        return FirstRule(Check(batch));
    }

    private static string? FirstRule(IReadOnlyList<Violation> violations) => violations.Count == 0 ? null : violations[0].Rule.Id;

    private static IReadOnlyList<Violation> Check(ApplicationBatch batch)
    {
        batch.MarkMissingAsNaN();
        var validator = new BatchValidator(batch.Contract, BusinessDate);
        validator.Check(batch);
        return validator.Violations;
    }
}
