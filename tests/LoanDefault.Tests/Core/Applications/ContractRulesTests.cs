using LoanDefault.Core.Applications;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Applications;

public sealed class ContractRulesTests
{
    private static readonly ContractColumn Number = Contracts.Number("x");

    private static readonly TestCaseData[] Broken =
    [
        Case(Contracts.Of(), "'columns' is empty"),
        Case(Contracts.Of(Number, Number with { Source = "y" }), "column 'x' is defined 2 times"),
        Case(Contracts.Of(Number, Contracts.Number("y") with { Source = "x" }), "source column 'x' is read by 2 columns"),
        Case(Contracts.Of(Number with { Source = "" }), "column 'x': 'source' is empty"),
        Case(Contracts.Of(Contracts.Number("Annual Income")), "column 'Annual Income': a name is lower-case letters, digits and underscores and starts with a letter"),
        Case(Contracts.Of(Contracts.Number("2x")), "column '2x': a name is lower-case letters, digits and underscores and starts with a letter"),
        Case(Contracts.Of(Contracts.Number("x\n")), "column 'x\n': a name is lower-case letters, digits and underscores and starts with a letter"),
        Case(Contracts.Of(Contracts.Category("x")), "column 'x': a category needs 'categories'"),
        Case(Contracts.Of(Contracts.Category("x") with { Categories = null }), "column 'x': a category needs 'categories'"),
        Case(Contracts.Of(Contracts.Category("x", "a", "b", "a")), "column 'x': 'categories' repeats a value"),
        Case(Contracts.Of(Number with { Categories = ["a"] }), "column 'x': only a category has 'categories' and 'encoding'"),
        Case(Contracts.Of(Number with { Encoding = CategoryEncoding.Ordinal }), "column 'x': only a category has 'categories' and 'encoding'"),
        Case(Contracts.Of(Contracts.Date("x") with { Minimum = 1 }), "column 'x': only a number or integer has 'minimum' and 'maximum'"),
        Case(Contracts.Of(Contracts.Category("x", "a") with { Maximum = 1 }), "column 'x': only a number or integer has 'minimum' and 'maximum'"),
        Case(Contracts.Of(Contracts.Number("x", minimum: 2, maximum: 1)), "column 'x': 'minimum' must be finite and not above 'maximum'"),
        Case(Contracts.Of(Contracts.Number("x", minimum: double.NaN)), "column 'x': 'minimum' must be finite and not above 'maximum'"),
        Case(Contracts.Of(Number, Contracts.Id()) with { Id = null }, "column 'application_id' has type id but 'id' does not name it"),
        Case(Contracts.Of(Number) with { Id = "loan_id" }, "'id' names 'loan_id', which is not a column of type id"),
        Case(Contracts.Of(Number) with { Id = "x" }, "'id' names 'x', which is not a column of type id"),
        Case(Contracts.Of(Number) with { Target = new() { Column = "t", Bad = [] } }, "'target': 'bad' is empty"),
        Case(Contracts.Of(Number) with { Target = new() { Column = "t", Bad = ["a"], Good = ["a"] } }, "'target': a value stands in more than one of 'bad', 'good' and 'ignore'"),
        Case(Contracts.Of(Number) with { Target = new() { Column = "t", Bad = ["a"], Ignore = ["a"] } }, "'target': a value stands in more than one of 'bad', 'good' and 'ignore'"),
        Case(Contracts.Of(Number) with { Target = new() { Column = "x", Bad = ["a"] } }, "'target': column 'x' is also an input column, so the model would see what it is to predict"),
        Case(Contracts.Of(Number) with { Csv = new() { Delimiter = "" } }, "'csv': delimiter and quote are one character each"),
        Case(Contracts.Of(Number) with { Csv = new() { Quote = "''" } }, "'csv': delimiter and quote are one character each"),
        Case(Contracts.Of(Number) with { Csv = new() { Delimiter = "'", Quote = "'" } }, "'csv': delimiter and quote are the same character, so no field could be told from the next"),
        Case(Contracts.Of(Number) with { Csv = new() { Delimiter = "\n" } }, "'csv': a line break ends a row, it is neither delimiter nor quote"),
        Case(Contracts.Of(Number) with { Features = [new() { Name = "f" }, new() { Name = "f" }] }, "feature 'f' is named 2 times"),
    ];

    [TestCaseSource(nameof(Broken))]
    public void A_contract_that_breaks_a_rule_is_told_which(ApplicationContract contract, string problem) =>
        Assert.That(ContractRules.Check(contract), Is.EqualTo([problem]));

    [Test]
    public void Every_broken_rule_is_told_at_once() => Assert.That(
        ContractRules.Check(Contracts.Of(Contracts.Category("x"), Contracts.Number("Y")) with { Id = "z" }), Has.Count.EqualTo(3));

    [Test]
    public void A_sound_contract_breaks_none() => Assert.That(
        ContractRules.Check(Contracts.Of(Contracts.Id(), Contracts.Number("x", 1, 1), Contracts.Category("c", ""), Contracts.Date("d"))), Is.Empty);

    private static TestCaseData Case(ApplicationContract contract, string problem) =>
        new TestCaseData(contract, problem).SetArgDisplayNames(problem);
}
