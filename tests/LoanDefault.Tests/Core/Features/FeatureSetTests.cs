using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Features;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Features;

public sealed class FeatureSetTests
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
    public void Columns_come_first_then_computed_features()
    {
        var set = new FeatureSet(Contract);
        Assert.That(set.Features.Select(f => (f.Name, f.Kind)), Is.EqualTo(
        [
            ("loan_amount", FeatureKind.Number), ("inquiries_last_12_months", FeatureKind.Number), ("term", FeatureKind.Ordinal),
            ("purpose=car", FeatureKind.OneHot), ("purpose=home", FeatureKind.OneHot),
            ("loan_to_income", FeatureKind.Computed), ("recent_inquiry_acceleration", FeatureKind.Computed),
        ]));
        Assert.That(set.Features[^2].SourceColumns, Is.EqualTo(["loan_amount", "annual_income"]));
    }

    [Test]
    public void A_protected_column_is_never_a_feature()
    {
        ContractColumn[] columns = [.. Contract.Columns.Select(c => c with { Feature = true })];
        Assert.That(new FeatureSet(Contract with { Columns = columns }).Features.SelectMany(f => f.SourceColumns), Has.None.EqualTo("age"));
    }

    [Test]
    public void A_protected_column_is_never_an_input() => Refused(
        Contract with { Columns = [.. Contract.Columns.Select(c => c with { Protected = c.Name == "annual_income" })] },
        "contract 'test': feature 'loan_to_income' uses column 'annual_income', which is protected");

    [Test]
    public void The_hash_covers_names_order_versions_parameters_sources_and_categories()
    {
        string hash = new FeatureSet(Contract).Hash;
        ApplicationContract[] others =
        [
            With("term", c => c with { Name = "loan_term" }),
            With("term", c => c with { Categories = ["term_60", "term_36"] }),
            With("term", c => c with { Categories = ["term_36", "term_60", "term_84"] }),
            With("term", c => c with { Encoding = CategoryEncoding.OneHot }),
            With("purpose", c => c with { Categories = ["home", "car"] }),
            With("annual_income", c => c with { Feature = true }),
            Contract with { Columns = [.. Contract.Columns.Reverse()] },
            Contract with { Features = [.. Contract.Features.Reverse()] },
            Contract with { Features = [.. Contract.Features.Skip(1)] },
            Contract with { Features = [Feature("loan_to_income", inputs: new() { ["loan_amount"] = "inquiries_last_12_months" }), Contract.Features[1]] },
            Contract with { Features = [Contract.Features[0], Feature("recent_inquiry_acceleration", parameters: new() { ["recent_months"] = 5 })] },
        ];
        Assert.That(others.Select(c => new FeatureSet(c).Hash).Append(hash), Is.Unique);
    }

    [Test]
    public void The_hash_is_of_features_not_of_validation()
    {
        string hash = new FeatureSet(Contract).Hash;
        Assert.That(new FeatureSet(With("loan_amount", c => c with { Source = "amnt", Minimum = 5, Required = true })).Hash, Is.EqualTo(hash));
        Assert.That(
            new FeatureSet(Contract with { Features = [Contract.Features[0], Feature("recent_inquiry_acceleration", parameters: new() { ["recent_months"] = 6 })] }).Hash,
            Is.EqualTo(hash), "a parameter that is given its default is the same feature");
    }

    [Test]
    public void Texts_that_look_like_the_hashs_own_separators_do_not_confuse_it()
    {
        string[][] lists = [["a\tb"], ["a", "b"], ["a\\tb"], ["a\nb"], ["a|b"], ["a\\", "b"]];
        Assert.That(lists.Select(l => new FeatureSet(Contracts.Of(Contracts.Category("c", l))).Hash), Is.Unique);

        string[][] terms = [["36|60"], ["36", "60"], ["36\\|60"], ["36|", "60"], ["36", "|60"]];
        Assert.That(
            terms.Select(t => new FeatureSet(Contracts.Of(Contracts.Category("sub_grade", ["A1", .. t]) with { Feature = false }) with
            {
                Features = [Feature("sub_grade_ordinal")],
            }).Hash),
            Is.Unique);
    }

    [Test]
    public void A_contract_without_a_feature_is_refused() => Refused(
        Contracts.Of(Contracts.Id(), Contracts.Number("x") with { Feature = false }),
        "no column is a feature: set \"feature\": true on at least one number or category");

    [Test]
    public void A_column_that_is_named_like_a_computed_feature_is_refused() => Refused(
        Contracts.Of(Contracts.Number("loan_amount"), Contracts.Number("annual_income"), Contracts.Number("loan_to_income")) with
        {
            Features = [Feature("loan_to_income")],
        },
        "feature 'loan_to_income' would exist 2 times: rename the column or leave the computed feature out");

    private static ApplicationContract With(string column, Func<ContractColumn, ContractColumn> change) =>
        Contract with { Columns = [.. Contract.Columns.Select(c => c.Name == column ? change(c) : c)] };

    private static FeatureDefinition Feature(
        string name, Dictionary<string, string>? inputs = null, Dictionary<string, double>? parameters = null) =>
        new() { Name = name, Inputs = inputs ?? [], Parameters = parameters ?? [] };

    private static void Refused(ApplicationContract contract, string problem) => Assert.That(
        () => new FeatureSet(contract), Throws.TypeOf<BadInputException>().With.Message.Contains(problem));
}
