using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;
using LoanDefault.Tables.Runs;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Tables.Runs;

public class AbsentColumnTests
{
    private static readonly ApplicationContract Contract = Contracts.Of(
        Contracts.Id(), Contracts.Number("loan_amount"), Contracts.Number("annual_income") with { Source = "Income", Feature = false },
        Contracts.Category("grade", "a", "b"), Contracts.Date("day")) with
    {
        Features = [new() { Name = "loan_to_income" }],
    };

    [Test]
    public void A_column_that_files_lack_is_named_with_the_features_made_of_it() =>
        Assert.That(Find(["loan_amount", "day"], ["loan_amount", "Income", "grade", "x"]), Is.EqualTo(new[]
        {
            "annual_income 'Income' in 1 of 2 file(s): loan_to_income",
            "grade 'grade' in 1 of 2 file(s): grade",
            "day 'day' in 1 of 2 file(s): ",
        }));

    [Test]
    public void Names_that_differ_by_case_only_are_told() =>
        Assert.That(Find(["LOAN_AMOUNT", "INCOME", "income", "grade", "day"]), Is.EqualTo(new[]
        {
            "loan_amount 'loan_amount' in 1 of 1 file(s), which have 'LOAN_AMOUNT', and case counts: loan_amount, loan_to_income",
            "annual_income 'Income' in 1 of 1 file(s), which have 'INCOME', 'income', and case counts: loan_to_income",
        }));

    [Test]
    public void Files_that_have_every_column_lack_none() => Assert.That(Find(["loan_amount", "Income", "grade", "day"]), Is.Empty);

    private static IEnumerable<string> Find(params string[][] files) =>
        AbsentColumn.Find(Contract, new FeatureSet(Contract), files)
            .Select(c => $"{c.Name} {c.Describe(files.Length)}: {string.Join(", ", c.Features)}");
}
