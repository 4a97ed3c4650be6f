using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Features;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Features;

public sealed class ComputedFeatureBindingTests
{
    private static readonly ApplicationContract Contract = Contracts.Of(
        Contracts.Number("loan_amount"), Contracts.Number("annual_income"), Contracts.Category("purpose", "car", "home"),
        Contracts.Date("application_date"), Contracts.Integer("age") with { Protected = true });

    [TestCase("loan_to_incomes", null, null, "is unknown; known are loan_to_income, monthly_instalment,")]
    [TestCase("loan_to_income", "income", "annual_income", "has no input 'income'")]
    [TestCase("instalment_debt_to_income", null, null, "needs input 'instalment_balance', but the contract has no column 'instalment_balance': name one under \"inputs\" or remove the feature")]
    [TestCase("loan_to_income", "loan_amount", "none", "needs input 'loan_amount', but the contract has no column 'none': name one under \"inputs\" or remove the feature")]
    [TestCase("loan_to_income", "loan_amount", "purpose", "needs numbers (USD) as 'loan_amount', but column 'purpose' is a Category")]
    [TestCase("loan_to_income", "loan_amount", "application_date", "needs numbers (USD) as 'loan_amount', but column 'application_date' is a Date")]
    [TestCase("loan_to_income", "loan_amount", "age", "uses column 'age', which is protected")]
    [TestCase("sub_grade_ordinal", "sub_grade", "purpose", "understands none of the categories of column 'purpose' as 'sub_grade' (grade A1 to G5)")]
    public void A_feature_that_cannot_be_computed_is_refused_with_what_to_do(string feature, string? input, string? column, string problem)
    {
        var inputs = new Dictionary<string, string>();
        if (input is not null)
            inputs.Add(input, column!);
        Refused(new() { Name = feature, Inputs = inputs }, problem);
    }

    [Test]
    public void A_parameter_that_the_feature_lacks_is_refused() => Refused(
        new() { Name = "loan_to_income", Parameters = new Dictionary<string, double> { ["scale"] = 1 } }, "has no parameter 'scale'");

    [Test]
    public void A_category_input_is_the_number_that_its_text_stands_for_and_missing_where_it_stands_for_none()
    {
        ApplicationContract contract = Contracts.Of(Contracts.Category("employment_length", "emp_unk", "emp_lt_1", "10+ years")) with
        {
            Features = [new() { Name = "employment_years" }],
        };
        using ApplicationBatch batch = Batches.Of(contract, ["emp_unk"], ["emp_lt_1"], ["10+ years"], [null], ["never heard of"]);
        batch.Codes(0)[4] = 1000;
        using var builder = new FeatureBuilder(new FeatureSet(contract));
        builder.Build(batch);
        Assert.That(builder.Matrix.Column(1).ToArray(), Is.EqualTo([float.NaN, 0, 10, float.NaN, float.NaN]));
    }

    private static void Refused(FeatureDefinition definition, string problem) => Assert.That(
        () => new FeatureSet(Contract with { Features = [definition] }),
        Throws.TypeOf<BadInputException>().With.Message.StartsWith($"contract 'test': feature '{definition.Name}' {problem}")
            .And.Property(nameof(BadInputException.Column)).EqualTo(definition.Name));
}
