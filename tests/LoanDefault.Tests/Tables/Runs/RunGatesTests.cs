using LoanDefault.Core.Errors;
using LoanDefault.Core.Models;
using LoanDefault.Tables.Runs;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Tables.Runs;

public class RunGatesTests
{
    private static readonly AbsentColumn Used = new("loan_amount", "amount", 2, [], ["loan_amount", "loan_to_income"]);
    private static readonly AbsentColumn Unused = new("day", "day", 3, [], []);

    private string _directory = "";
    private ScoringRequest _request = null!;

    [OneTimeSetUp]
    public void Write()
    {
        _directory = TinyPackage.Write();
        _request = new ScoringRequest { Input = "in", Model = ModelPackage.Load(_directory), Output = "out", BusinessDate = new DateOnly(2026, 1, 31) };
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(Path.GetDirectoryName(_directory)!, recursive: true);

    [Test]
    public void A_column_that_the_model_uses_must_be_in_every_file()
    {
        BadInputException error = Assert.Throws<BadInputException>(() => RunGates.CheckColumns(_request, [Unused, Used], 3))!;

        Assert.That(error.Message, Is.EqualTo(
            "in: 1 column(s) that the model uses are absent from whole files ('amount' in 2 of 3 file(s)): deliver them, or name the files' own columns "
            + "as \"source\" in a copy of the model's contract (--contract), or score as if they were empty (--allow-missing-columns)"));
        Assert.That(error.Column, Is.EqualTo("amount"));
    }

    [Test]
    public void A_column_that_no_feature_uses_may_be_absent() =>
        Assert.That(() => RunGates.CheckColumns(_request, [Unused], 3), Throws.Nothing);

    [Test]
    public void What_is_allowed_is_not_refused() =>
        Assert.That(() => RunGates.CheckColumns(_request with { AllowMissingColumns = true }, [Used], 3), Throws.Nothing);

    [Test]
    public void Hundreds_of_columns_are_not_all_listed() => Assert.That(
        () => RunGates.CheckColumns(_request, [.. Enumerable.Range(0, 300).Select(i => Used with { Source = $"c{i}" })], 3),
        Throws.InstanceOf<BadInputException>().With.Message.Contains("in: 300 column(s)").And.Message.Contains("'c19' in 2 of 3 file(s); ...)")
            .And.Message.Not.Contains("'c20'"));
}
