using LoanDefault.Modeling.Contracts;

namespace LoanDefault.Tests.Modeling.Contracts;

internal sealed class NearNamesTests
{
    private static readonly string[] Known = ["loan_amount", "loan_status", "annual_income", "term"];

    [TestCase("loan_statsu", "loan_status")]
    [TestCase("LoanStatus", "loan_status")]
    [TestCase("anual_income", "annual_income")]
    public void A_slip_finds_the_name_that_was_meant(string slip, string meant) =>
        Assert.That(NearNames.Find(slip, Known).First(), Is.EqualTo(meant));

    [Test]
    public void Nothing_near_lists_the_first_names()
    {
        string[] many = [.. Enumerable.Range(0, 20).Select(i => $"column{i}")];

        Assert.That(NearNames.Hint("x", many), Does.StartWith("there are 'column0', ").And.EndsWith("and 8 more"));
    }
}
