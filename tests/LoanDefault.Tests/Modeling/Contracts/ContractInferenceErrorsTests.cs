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
        Request with { Path = "/no/such/loans.csv" }, "/no/such/loans.csv: no such file or folder");

    [Test]
    public void A_folder_is_no_file() => Refuses<BadInputException>(
        Request with { Path = Path.GetTempPath() }, "is a folder: give one Parquet or CSV file in it");

    [Test]
    public void Text_called_parquet_is_refused() => Refuses<BadInputException>(
        Request with { Path = _files.WriteText("text.parquet", "a,b\n1,2\n") }, "not a whole Parquet file: it has only 8 bytes");

    [Test]
    public void A_truncated_Parquet_file_is_refused()
    {
        byte[] bytes = File.ReadAllBytes(_loans);
        string path = _files.Path("cut.parquet");
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);

        Refuses<BadInputException>(Request with { Path = path }, "cut.parquet: not a whole Parquet file: it does not end with PAR1, so it was cut short");
    }

    [Test]
    public void A_csv_line_with_too_many_cells_is_named_by_its_line() => Refuses<BadInputException>(
        Request with { Path = _files.WriteText("ragged.csv", "signal,loan_status\n1,bad\n2,good,extra\n3,good\n") }, "line 3 has more fields than the 2 of the header");

    [Test]
    public void A_csv_file_without_a_header_is_refused() => Refuses<BadInputException>(
        Request with { Path = _files.WriteText("bare.csv", "1,2\n3,4\n5,6\n") }, "does not look like a header, as it holds numbers and dates only");

    [Test]
    public void A_csv_file_whose_first_line_is_an_applicant_is_refused_and_the_applicant_not_shown() => Refuses<BadInputException>(
        Request with { Path = _files.WriteText("people.csv", "SECRET,1,x\nSECRET2,2,y\n") }, "the first line does not look like a header: it names no column 'loan_status' (--target)");

    [Test]
    public void A_csv_file_that_is_not_utf8_is_named_by_its_line()
    {
        string path = _files.Path("latin.csv");
        File.WriteAllBytes(path, [.. "signal,loan_status\n1,bad\nSECRET"u8, 0xE4, .. ",good\n"u8]);

        Refuses<BadInputException>(Request with { Path = path }, "line 3 is not UTF-8: convert the file");
    }

    [Test]
    public void A_file_without_rows_is_refused() => Refuses<BadInputException>(
        Request with { Path = _files.Write("none.parquet", "u AS signal, 'bad' AS loan_status", rows: 0) }, "none.parquet: has no rows");

    [Test]
    public void A_file_without_a_usable_column_is_refused() => Refuses<BadInputException>(
        Request with { Exclude = ["signal"] }, "no column is a feature");

    private ContractInferenceRequest Request => new() { Path = _loans, Target = "loan_status", Bad = ["bad"] };

    private static void Refuses<TException>(ContractInferenceRequest request, string message)
        where TException : LoanDefaultException
    {
        TException error = Assert.Throws<TException>(() => ContractInference.Infer(request))!;

        Assert.That(error.Message, Does.Contain(message).And.Not.Contain("\n").And.Not.Contain("SELECT"));
        Assert.That(error.ToString(), Does.Not.Contain("SECRET"), "also what --log-level debug logs");
    }
}
