using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Features;

public sealed class FeatureBuilderTests
{
    private static readonly ApplicationContract Contract = Contracts.Of(
        Contracts.Id(),
        Contracts.Date("application_date"),
        Contracts.Number("loan_amount"),
        Contracts.Integer("inquiries_last_12_months"),
        Contracts.Category("term", "term_36", "term_60"),
        Contracts.Category("purpose", "car", "home") with { Encoding = CategoryEncoding.OneHot },
        Contracts.Number("annual_income") with { Feature = false },
        Contracts.Integer("inquiries_last_6_months") with { Feature = false },
        Contracts.Integer("age") with { Protected = true }) with
    {
        Features = [new() { Name = "loan_to_income" }, new() { Name = "recent_inquiry_acceleration" }],
    };

    [Test]
    public void Each_feature_is_the_rows_own_and_missing_where_its_inputs_are()
    {
        using ApplicationBatch batch = Batches.Of(
            Contract,
            ["A1", null, 1000.5, 4, "term_60", "home", 10_005, 4, 30],
            ["A2", null, null, null, null, null, null, null, null],
            ["A3", null, -1, 0, "term_36", "boat", 0, 0, 30]);
        batch.MarkMissingAsNaN();
        using var builder = new FeatureBuilder(new FeatureSet(Contract));
        builder.Build(batch);
        float[][] rows = [.. Enumerable.Range(0, 3).Select(r => Enumerable.Range(0, 7).Select(f => builder.Matrix.Column(f)[r]).ToArray())];
        Assert.That(rows[0], Is.EqualTo([1000.5f, 4, 1, 0, 1, 0.1f, 2]));
        Assert.That(rows[1], Is.All.NaN);
        Assert.That(rows[2], Is.EqualTo([-1f, 0, 0, float.NaN, float.NaN, float.NaN, float.NaN]));
    }

    [Test]
    public void A_batch_after_a_longer_one_has_its_own_values_only()
    {
        ApplicationContract contract = Contracts.Of(Contracts.Number("x"));
        using var builder = new FeatureBuilder(new FeatureSet(contract));
        using ApplicationBatch longer = Batches.Of(contract, [.. Enumerable.Range(0, 100).Select(i => new object?[] { i })]);
        using ApplicationBatch shorter = Batches.Of(contract, [-1], [-2]);
        builder.Build(longer);
        builder.Build(shorter);
        Assert.That(builder.Matrix.Count, Is.EqualTo(2));
        Assert.That(builder.Matrix.Column(0).ToArray(), Is.EqualTo([-1f, -2f]));
    }
}
