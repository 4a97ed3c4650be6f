using LoanDefault.Cli.Commands;
using LoanDefault.Cli.Reports;
using LoanDefault.Core.Applications;
using LoanDefault.Modeling.Contracts;
using LoanDefault.Tests.Cli.Support;

namespace LoanDefault.Tests.Cli.Reports;

[TestFixture]
internal sealed class ContractViewTests
{
    private static readonly ContractInferSettings Settings = new("loans.csv", "status", ["late"], [], [], null, "contract.json", Force: false);

    [Test]
    public void What_was_found_and_what_to_look_at_is_shown()
    {
        string text = Write([new(InferenceWarningKind.Leak, "paid", "column 'paid': known only after the loan was made")]);

        Assert.That(text, Does.Contain("Wrote contract.json").And.Contain("12,000 loans; 2 columns, 1 of them features"));
        Assert.That(text, Does.Match(@"ok +11,900 +good").And.Match(@"late +70 +bad").And.Match(@"\(missing\) +30 +missing"));
        Assert.That(text, Does.Contain("Look at these").And.Match(@"leak +column 'paid': known only after"));
        Assert.That(text, Does.Contain("loandefault train --data loans.csv --contract contract.json"));
    }

    [Test]
    public void Without_warnings_there_is_nothing_to_look_at() => Assert.That(Write([]), Does.Not.Contain("Look at these"));

    private static string Write(InferenceWarning[] warnings)
    {
        var contract = new ApplicationContract
        {
            Name = "loans",
            Columns = [new() { Name = "income", Type = ColumnType.Number }, new() { Name = "key", Type = ColumnType.Id, Feature = false }],
        };
        var result = new ContractInferenceResult(
            contract, 12_000, [new("ok", 11_900, TargetMeaning.Good), new("late", 70, TargetMeaning.Bad), new(null, 30, TargetMeaning.Missing)], warnings);
        using var surroundings = new TestSurroundings();
        ContractView.Write(Settings, result, surroundings.Value);
        return surroundings.Out;
    }
}
