using LoanDefault.Core.Features;
using LoanDefault.Modeling.Contracts;

namespace LoanDefault.Tests.Modeling.Contracts;

internal sealed class RoleUnitsTests
{
    [TestCase("int_rate", 5.0, 30.0)]
    [TestCase("term", 12.0, 60.0)]
    [TestCase("annual_inc", 0.0, 90000.0)]
    [TestCase("emp_length", 0.0, 10.0)]
    [TestCase("loan_amnt", 500.0, 40000.0)]
    public void Numbers_of_the_expected_size_serve_the_role(string source, double lowest, double highest) =>
        Assert.That(Trouble(source, lowest, highest), Is.Null);

    [TestCase("int_rate", 0.05, 0.3, "a fraction of 1")]
    [TestCase("int_rate", 500.0, 3000.0, "hundredths of a percent")]
    [TestCase("term", 1.0, 5.0, "years")]
    [TestCase("term", 365.0, 1825.0, "days")]
    [TestCase("annual_inc", 0.0, 90.0, "thousands")]
    [TestCase("emp_length", 0.0, 480.0, "months or days")]
    [TestCase("loan_amnt", -5.0, 40000.0, "below 0")]
    public void Numbers_of_another_unit_do_not_and_it_is_said(string source, double lowest, double highest, string trouble) =>
        Assert.That(Trouble(source, lowest, highest), Does.Contain(trouble));

    [Test]
    public void Text_serves_only_a_role_that_understands_some_of_it()
    {
        ColumnProfile terms = Profile(0, 0) with { Kind = ValueKind.Text, Texts = ["36 months", "60 months"] };

        Assert.Multiple(() =>
        {
            Assert.That(RoleUnits.Trouble(FeatureRoles.Guess("term")!, terms), Is.Null);
            Assert.That(RoleUnits.Trouble(FeatureRoles.Guess("term")!, terms with { Texts = ["short", "long"] }), Does.Contain("none of its texts"));
            Assert.That(RoleUnits.Trouble(FeatureRoles.Guess("int_rate")!, terms), Does.Contain("it is text"));
        });
    }

    private static string? Trouble(string source, double lowest, double highest) =>
        RoleUnits.Trouble(FeatureRoles.Guess(source)!, Profile(lowest, highest));

    private static ColumnProfile Profile(double lowest, double highest) => new("x", ValueKind.Number, "DOUBLE")
    {
        Rows = 100,
        Minimum = lowest,
        Maximum = highest,
        Median = (lowest + highest) / 2,
        Predictiveness = Predictiveness.Unknown,
    };
}
