using System.Text;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Input;
using LoanDefault.Embedded.Native;
using LoanDefault.Embedded.Scan;

namespace LoanDefault.Tests.Embedded.Scan;

/// <summary>What the engine says of damaged files, in our words; every file's bad row holds the word SECRET.</summary>
public class ScanErrorsTests
{
    private static readonly string Good = string.Concat(Enumerable.Range(0, 500).Select(i => $"a{i},1\n"));

    private TestDatabase _test = null!;

    [SetUp]
    public void Open() => _test = new TestDatabase();

    [TearDown]
    public void Close() => _test.Dispose();

    [TestCase("SECRET,1,2\n", "line 502 has more fields than the 2 of the header: a text that holds a delimiter needs quotes")]
    [TestCase("SECRET\n", "line 502 has 1 field(s), the header 2")]
    [TestCase("SECRET", "line 502 has 1 field(s), the header 2: if it is the last line, the file was cut short")]
    [TestCase("\"SECRET,1\n", "line 502 has a quote that is not closed, or text after a closing quote")]
    [TestCase("\"SEC\"RET,1\n", "line 502 has a quote that is not closed, or text after a closing quote")]
    [TestCase("\"SECRET", "line 502 has a quote that is not closed")]
    [TestCase("\"SECRET\nExpected Number of Columns: 7 Found: 9\n\",1,2,3\n", "line 502 has more fields than the 2 of the header")]
    public void A_line_that_is_no_CSV_is_described_by_its_cause(string line, string message) => Refuses(Encoding.UTF8.GetBytes(line), message);

    [Test]
    public void Bytes_that_are_not_UTF8_are_said() => Refuses([.. "SECRET"u8, 0xFF, 0xFE, .. ",1\n"u8], "line 502 is not UTF-8: convert the file");

    [Test]
    public void A_field_of_megabytes_is_said() =>
        Refuses(Encoding.UTF8.GetBytes($"SECRET{new string('x', 3_000_000)},1\n"), "line 502 is longer than 2,000,000 bytes, as when a quote is not closed");

    [Test]
    public void The_name_is_that_of_the_file_and_not_of_one_whose_name_begins_alike()
    {
        File.WriteAllText(_test.PathOf("a.csv"), "id,n\na,1\n");
        File.WriteAllText(_test.PathOf("a.csv.csv"), "id,n\na,1,1\n");
        InputTable input = InputTable.Open(_test.PathOf("*.csv"), new CsvFormat(), _test.Connection);

        Assert.That(Describe(input, input.Files[1]).File, Does.EndWith("a.csv.csv"));
    }

    [Test]
    public void A_text_of_a_Parquet_file_that_is_not_UTF8_is_not_shown()
    {
        string path = _test.PathOf("a.parquet");
        _test.Connection.Execute($"COPY (SELECT 'SECRET' || i AS id FROM range(9) t(i)) TO {Sql.Literal(path)} (FORMAT parquet, COMPRESSION uncompressed)");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().IndexOf("SECRET3"u8) + 6] = 0xFF;
        File.WriteAllBytes(path, bytes);
        InputTable input = InputTable.Open(path, new CsvFormat(), _test.Connection);

        var error = Assert.Throws<DuckDbException>(() => _test.Connection.Execute($"SELECT sum(length(id)) FROM read_parquet({Sql.File(path)})"))!;

        Assert.That(ScanErrors.Describe(input, error).Message, Does.Contain("a text that is not valid UTF-8").And.Not.Contain("SECRET"));
        Assert.That(error.Message, Does.Not.Contain("SECRET"));
    }

    [TestCase(DuckDbErrorType.OutOfMemory)]
    [TestCase(DuckDbErrorType.Internal)]
    public void What_is_not_the_inputs_fault_stays_what_it_is(DuckDbErrorType type)
    {
        File.WriteAllText(_test.PathOf("a.csv"), "id,n\na,1\n");
        InputTable input = InputTable.Open(_test.PathOf("a.csv"), new CsvFormat(), _test.Connection);
        var error = new DuckDbException(type, "something");

        Assert.That(ScanErrors.Describe(input, error), Is.SameAs(error));
    }

    private void Refuses(byte[] line, string message)
    {
        string path = _test.PathOf("a.csv");
        File.WriteAllBytes(path, [.. Encoding.UTF8.GetBytes($"id,n\n{Good}"), .. line]);
        InputTable input = InputTable.Open(path, new CsvFormat(), _test.Connection);

        BadInputException error = Describe(input, input.Files[0]);

        Assert.That(error.Message, Does.Contain($"a.csv: {message}").And.EndWith(": repair the file, or 'csv' in the contract 'loans'"));
        Assert.That(error.ToString(), Does.Not.Contain("SECRET"), "also what --log-level debug logs");
        Assert.That(error.Row, Is.EqualTo(502));
    }

    private BadInputException Describe(InputTable input, SourceFile file)
    {
        var error = Assert.Throws<DuckDbException>(
            () => _test.Connection.Execute($"SELECT sum(length(id) + length(n)) FROM {CsvSql.Table(file, new CsvFormat())}"))!;
        return (BadInputException)ScanErrors.Describe(input, error, "loans");
    }
}
