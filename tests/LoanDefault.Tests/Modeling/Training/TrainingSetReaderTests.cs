using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Models;
using LoanDefault.Core.Pipeline;
using LoanDefault.Modeling.Training;

namespace LoanDefault.Tests.Modeling.Training;

public sealed class TrainingSetReaderTests
{
    private static readonly TrainingSettings Settings = new() { Folds = 2, SearchFolds = 2 };

    private static readonly ApplicationContract Contract = new()
    {
        Name = "small",
        Target = new TargetDefinition { Column = "status", Bad = ["bad"], Good = ["good"], Ignore = ["grace"] },
        Columns = [new ContractColumn { Name = "amount", Type = ColumnType.Number, Minimum = 0 }],
    };

    private string _file = "";

    [SetUp]
    public void MakeFile() => _file = Path.Combine(Directory.CreateTempSubdirectory("loandefault-").FullName, "loans.csv");

    [TearDown]
    public void RemoveFile() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Test]
    public void Ignored_outcomes_and_rows_that_break_the_contract_are_counted_and_left_out()
    {
        var set = Read("1,good", "2,bad", "3,grace", "-4,good", "5,bad", "NA,good", "-6,grace", "7,bad", "8,good", "9,good", "10,bad");
        Assert.Multiple(() =>
        {
            Assert.That(set.Rows.Features.Values, Is.EqualTo(new[] { 1, 2, 5, float.NaN, 7, 8, 9, 10 }));
            Assert.That(set.Rows.IsBad, Is.EqualTo(new[] { false, true, true, false, true, false, false, true }));
            Assert.That(set.Fingerprint with { Sha256 = "" }, Is.EqualTo(new TrainingData(11, 4, 4, Ignored: 2, Rejected: 1, "")));
            Assert.That(set.Fingerprint.Sha256, Has.Length.EqualTo(64));
        });
    }

    [Test]
    public void One_class_only_is_refused_with_the_counts_and_the_values_looked_for()
    {
        var failure = Assert.Throws<BadInputException>(() => Read("1,good", "2,good", "3,grace"));
        Assert.That(failure!.Message, Does.Contain("no loan is bad (3 rows: 0 bad, 2 good, 1 ignored").And.Contain("'bad'"));
        Assert.That((failure.File, failure.Column), Is.EqualTo((_file, "status")));
    }

    [Test]
    public void Fewer_loans_of_a_class_than_the_folds_need_are_refused()
    {
        var failure = Assert.Throws<BadInputException>(() => Read("1,good", "2,good", "3,good", "4,good", "5,bad", "6,bad", "7,bad"));
        Assert.That(failure!.Message, Does.Contain("3 bad loans are too few for 2 folds").And.Contain("--folds"));
    }

    [Test]
    public void A_missing_outcome_names_its_row()
    {
        Assert.That(
            () => Read("1,good", "2,NA", "3,bad"),
            Throws.InstanceOf<BadInputException>().With.Property("Row").EqualTo(1));
    }

    [Test]
    public void A_contract_without_a_target_is_wrong_use()
    {
        File.WriteAllText(_file, "amount,status\n1,good\n");
        Assert.That(
            () => TrainingSetReader.Read(
                _file, Contract with { Target = null }, Settings, NoProgress.Instance, Serilog.Core.Logger.None, default),
            Throws.InstanceOf<WrongUseException>());
    }

    private TrainingSet Read(params string[] rows)
    {
        File.WriteAllText(_file, $"amount,status\n{string.Join('\n', rows)}\n");
        return TrainingSetReader.Read(_file, Contract, Settings, NoProgress.Instance, Serilog.Core.Logger.None, default);
    }
}
