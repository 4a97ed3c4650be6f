using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Features;

public sealed class FeatureRolesTests
{
    [TestCase("funded_amnt", "loan_amount")]
    [TestCase("Loan Amount", "loan_amount")]
    [TestCase("int_rate", "interest_rate")]
    [TestCase("annual_inc", "annual_income")]
    [TestCase("total_bal_il", "instalment_balance")]
    [TestCase("inq_last_6mths", "inquiries_last_6_months")]
    [TestCase("inquiries_last_12m", "inquiries_last_12_months")]
    [TestCase("EMP-LENGTH", "employment_length")]
    [TestCase("verified_income", "verification_status")]
    [TestCase("total_credit_utilized", "total_balance")]
    public void A_lenders_name_finds_its_role(string source, string role) =>
        Assert.That(FeatureRoles.Guess(source)?.Input.Name, Is.EqualTo(role));

    [Test]
    public void Another_name_finds_none() => Assert.That(FeatureRoles.Guess("addr_state"), Is.Null);

    [Test]
    public void No_name_belongs_to_two_roles() =>
        Assert.That(FeatureRoles.All.SelectMany(r => r.Synonyms.Append(r.Input.Name)), Is.Unique);

    [Test]
    public void Every_input_of_every_feature_is_a_role()
    {
        IEnumerable<FeatureInput> inputs = ComputedFeatures.All.SelectMany(f => f.Inputs).Distinct();
        Assert.That(inputs, Is.SubsetOf(FeatureRoles.All.Select(r => r.Input)));
    }

    [Test]
    public void Only_features_whose_inputs_exist_are_defined_and_a_substitute_stands_in()
    {
        IReadOnlyList<FeatureDefinition> features = FeatureRoles.Define(
        [
            Contracts.Number("loan_amount"), Contracts.Number("annual_income"), Contracts.Number("instalment_balance"),
            Contracts.Category("verification_status", "yes", "no"), Contracts.Category("term", "term_36"),
        ]);
        Assert.That(features.Select(f => f.Name), Is.EqualTo(["loan_to_income", "instalment_debt_to_income", "months_of_income_owed"]));
        Assert.That(features[2].Inputs, Is.EqualTo(new Dictionary<string, string> { ["total_balance"] = "instalment_balance" }));
    }

    [Test]
    public void A_protected_column_serves_no_feature()
    {
        IReadOnlyList<FeatureDefinition> features =
            FeatureRoles.Define([Contracts.Number("loan_amount"), Contracts.Number("annual_income") with { Protected = true }]);
        Assert.That(features, Is.Empty);
    }

    [Test]
    public void What_is_defined_can_be_computed()
    {
        ContractColumn[] columns =
        [
            .. FeatureRoles.All.Select(role => role.Input.CategoryValue is null
                ? Contracts.Number(role.Input.Name)
                : Contracts.Category(role.Input.Name, "3", "B2", "Verified")),
        ];
        IReadOnlyList<FeatureDefinition> features = FeatureRoles.Define(columns);
        Assert.That(features.Select(f => f.Name), Is.EqualTo(ComputedFeatures.All.Select(f => f.Name)));
        Assert.That(() => new FeatureSet(Contracts.Of(columns) with { Features = features }), Throws.Nothing);
    }
}
