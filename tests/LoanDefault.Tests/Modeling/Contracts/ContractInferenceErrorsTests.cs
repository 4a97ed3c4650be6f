using LoanDefault.Core.Errors;
using LoanDefault.Modeling.Contracts;

namespace LoanDefault.Tests.Modeling.Contracts;

internal sealed class ContractInferenceErrorsTests
{
    private SampleFiles _files = null!;
    private string _loans = null!;

    [OneTimeSetUp]
    public void MakeFolder()
    {
        _files = new SampleFiles();
        _loans = _files.Write("loans.parquet", "u AS signal, i AS loan_id, CASE WHEN u < 0.3 THEN 'bad' ELSE 'good' END AS loan_status", rows: 100);
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _files.Dispose();

    [Test]
    public void A_target_that_is_not_there_names_what_may_have_been_meant() => Refuses<BadInputException>(
        Request with { Target = "loanstatus" }, "no column 'loanstatus' (--target); did you mean 'loan_status'?");

    [Test]
    public void An_excluded_column_that_is_not_there_names_the_columns() => Refuses<BadInputException>(
        Request with { Exclude = ["balance"] }, "no column 'balance' (--exclude); there are 'signal', 'loan_id', 'loan_status'");

    [Test]
    public void An_id_that_is_not_there_is_named() => Refuses<BadInputException>(
        Request with { Id = "loan_idd" }, "no column 'loan_idd' (--id); did you mean 'loan_id'?");

    [Test]
    public void A_bad_value_that_never_occurs_names_those_that_do() => Refuses<BadInputException>(
        Request with { Bad = ["Bad"] }, "target column 'loan_status' never holds 'Bad' (--bad): it holds 'good', 'bad'");

    [Test]
    public void An_ignored_value_that_never_occurs_is_named() => Refuses<BadInputException>(
        Request with { Ignore = ["late"] }, "never holds 'late' (--ignore)");

    [Test]
    public void A_value_that_is_bad_and_ignored_is_named() => Refuses<BadInputException>(
        Request with { Ignore = ["bad"] }, "has 'bad' both as --bad and as --ignore");

    [Test]
    public void A_sample_without_a_good_loan_is_refused() => Refuses<BadInputException>(
        Request with { Bad = ["bad", "good"] }, "target column 'loan_status' has no good loan");

    [Test]
    public void A_target_of_many_values_is_refused() => Refuses<BadInputException>(
        Request with { Path = _files.Write("many.parquet", "i AS y, u AS signal", rows: 200), Target = "y", Bad = ["1"] },
        "target column 'y' has more than 100 different values");

    [Test]
    public void No_bad_value_at_all_is_wrong_use() => Refuses<WrongUseException>(Request with { Bad = [] }, "name at least one");

    [Test]
    public void The_target_cannot_be_excluded() => Refuses<WrongUseException>(
        Request with { Exclude = ["loan_status"] }, "'loan_status' is both --target and --exclude");

    [Test]
    public void The_id_cannot_be_excluded() => Refuses<WrongUseException>(
        Request with { Id = "loan_id", Exclude = ["loan_id"] }, "'loan_id' is --id and something else too");

    [Test]
    public void A_file_that_is_not_there_is_named() => Refuses<BadInputException>(
        Request with { Path = "/no/such/loans.csv" }, "/no/such/loans.csv: the file cannot be read");

    [Test]
    public void A_folder_is_no_file() => Refuses<BadInputException>(
        Request with { Path = Path.GetTempPath() }, "give one Parquet or CSV file");

    [Test]
    public void Text_called_parquet_is_refused() => Refuses<BadInputException>(
        Request with { Path = _files.WriteText("text.parquet", "a,b\n1,2\n") }, "not a Parquet file");

    [Test]
    public void A_truncated_Parquet_file_is_refused()
    {
        byte[] bytes = File.ReadAllBytes(_loans);
        string path = _files.Path("cut.parquet");
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);

        Refuses<BadInputException>(Request with { Path = path }, "cut.parquet: the file cannot be read");
    }

    [Test]
    public void A_csv_line_with_too_many_cells_is_named_by_its_line() => Refuses<BadInputException>(
        Request with { Path = _files.WriteText("ragged.csv", "signal,loan_status\n1,bad\n2,good,extra\n3,good\n") }, "ragged.csv");

    [Test]
    public void A_csv_file_without_a_header_is_refused() => Refuses<BadInputException>(
        Request with { Path = _files.WriteText("bare.csv", "1,2\n3,4\n5,6\n") }, "add a header line");

    [Test]
    public void A_file_without_rows_is_refused() => Refuses<BadInputException>(
        Request with { Path = _files.Write("none.parquet", "u AS signal, 'bad' AS loan_status", rows: 0) }, "none.parquet: the file has no rows");

    [Test]
    public void A_file_without_a_usable_column_is_refused() => Refuses<BadInputException>(
        Request with { Exclude = ["signal"] }, "no column is a feature");

    private ContractInferenceRequest Request => new() { Path = _loans, Target = "loan_status", Bad = ["bad"] };

    private static void Refuses<TException>(ContractInferenceRequest request, string message)
        where TException : LoanDefaultException
    {
        Assert.That(
            () => ContractInference.Infer(request),
            Throws.TypeOf<TException>().With.Message.Contains(message).And.Message.Not.Contains('\n'));
    }
}
