using LoanDefault.Modeling.Contracts;

namespace LoanDefault.Tests.Modeling.Contracts;

internal sealed class NameMeaningTests
{
    [TestCase("int_rate", 5.0, 30.0, "% per year", 0.0, 100.0)]
    [TestCase("int_rate", 0.05, 0.3, "fraction per year", 0.0, 1.0)]
    [TestCase("loan_amount", 500.0, 40000.0, "currency", 0.0, null)]
    [TestCase("annual_inc", 0.0, 90000.0, "currency per year", 0.0, null)]
    [TestCase("installment", 30.0, 1500.0, "currency per month", 0.0, null)]
    [TestCase("open_il_6m", 0.0, 30.0, null, null, null)]
    [TestCase("num_il_tl", 0.0, 30.0, "count", 0.0, null)]
    [TestCase("num_cc_carrying_balance", 0.0, 30.0, "count", 0.0, null)]
    [TestCase("total_bal_il", 0.0, 90000.0, "currency", null, null)]
    [TestCase("revol_util", 0.0, 140.0, "%", 0.0, null)]
    [TestCase("months_since_last_delinq", 1.0, 90.0, "months", 0.0, null)]
    [TestCase("inquiries_last_6_months", 0.0, 9.0, "count", 0.0, null)]
    [TestCase("term", 36.0, 60.0, "months", 0.0, null)]
    [TestCase("income_change", -5.0, 5.0, null, null, null)]
    [TestCase("fico_score", 300.0, 850.0, null, null, null)]
    [TestCase("x17", 0.0, 1.0, null, null, null)]
    public void A_name_says_a_unit_and_a_range_or_nothing(
        string name, double lowest, double highest, string? unit, double? minimum, double? maximum)
    {
        NameMeaning meaning = NameMeaning.Of(new ColumnWords(name), Profile(lowest, highest));

        Assert.That((meaning.Unit, meaning.Minimum, meaning.Maximum), Is.EqualTo((unit, minimum, maximum)));
    }

    private static ColumnProfile Profile(double lowest, double highest) => new("x", ValueKind.Integer, "INTEGER")
    {
        Rows = 100,
        Minimum = lowest,
        Maximum = highest,
        Whole = true,
        Predictiveness = Predictiveness.Unknown,
    };
}
