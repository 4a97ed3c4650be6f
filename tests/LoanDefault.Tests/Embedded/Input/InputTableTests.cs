using System.IO.Compression;
using System.Text;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Input;
using LoanDefault.Tables.Publishing;

namespace LoanDefault.Tests.Embedded.Input;

public class InputTableTests
{
    private TestDatabase _test = null!;

    [SetUp]
    public void Open() => _test = new TestDatabase();

    [TearDown]
    public void Close() => _test.Dispose();

    private InputTable Find(string path) => InputTable.Open(_test.PathOf(path), new CsvFormat(), _test.Connection);

    private string[] Relative(string path) => [.. Find(path).Files.Select(f => f.RelativePath)];

    private string Write(string name, string? text = null, string query = "SELECT 1 AS x, 'y' AS y")
    {
        string path = _test.PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (text is not null)
            File.WriteAllText(path, text);
        else
            _test.Connection.Execute($"COPY ({query}) TO {Sql.Literal(path)} (FORMAT parquet)");
        return path;
    }

    [Test]
    public void A_file_a_folder_and_a_glob_find_sorted_files_relative_to_their_root()
    {
        foreach (string name in new[] { "in/b.parquet", "in/a/z.parquet", "in/a/A.parquet", "in/_SUCCESS.parquet", "in/.hidden.parquet", "in/_tmp/c.parquet", "in/.d/d.parquet" })
            Write(name);
        Write("in/notes.txt", "not data");

        Assert.That(Relative("in/a/z.parquet"), Is.EqualTo(new[] { "z.parquet" }));
        Assert.That(Relative("in"), Is.EqualTo(new[] { "a/A.parquet", "a/z.parquet", "b.parquet" }));
        Assert.That(Relative("in/*/*.parquet").Where(f => !f.Contains("_tmp", StringComparison.Ordinal)), Is.EqualTo(new[] { "a/A.parquet", "a/z.parquet" }));
        Assert.That(Relative("in/a/?.parquet"), Is.EqualTo(new[] { "A.parquet", "z.parquet" }));
        Assert.That(Find("in").Root, Is.EqualTo(_test.PathOf("in")));
    }

    [Test]
    public void Pattern_characters_in_a_files_name_mean_themselves()
    {
        Write("in/a[1].parquet", query: "SELECT 1 AS x UNION ALL SELECT 2");
        Write("in/a1.parquet", query: "SELECT 'other' AS other");

        InputTable table = Find("in/a[1].parquet");

        Assert.That((table.RowCount, table.Files[0].Columns[0].Name), Is.EqualTo((2L, "x")));
    }

    [Test]
    public void A_footer_gives_rows_columns_and_the_fingerprint_of_the_run_key()
    {
        string path = Write("in/a.parquet", query: "SELECT 1 AS i, 1.5::DECIMAL(9,2) AS d, {'a': 1, 'b': [1, 2]} AS s, [[1]] AS l, DATE '2020-01-01' AS t FROM range(7)");

        SourceFile file = Find("in").Files.Single();

        Assert.That(file.RowCount, Is.EqualTo(7));
        Assert.That(file.Columns.Select(c => $"{c.Name} {c.Type ?? "nested"}"), Is.EqualTo(new[] { "i INTEGER", "d DECIMAL(9,2)", "s nested", "l nested", "t DATE" }));
        InputFile expected = RunInputs.Fingerprint(_test.PathOf("in"), path);
        Assert.That((file.RelativePath, file.ByteLength, file.Sha256), Is.EqualTo((expected.RelativePath, expected.ByteLength, expected.Sha256)));
    }

    [Test]
    public void Folders_named_key_and_value_give_columns_when_all_files_have_them()
    {
        Write("in/state=CA/year=2020/a.parquet");
        Write("in/state=NY/year=2021/b.parquet");
        Assert.That(Find("in").Files[0].Columns.Select(c => (c.Name, c.Origin)), Is.EqualTo(new[]
        {
            ("x", InputColumnOrigin.Parquet), ("y", InputColumnOrigin.Parquet), ("state", InputColumnOrigin.Path), ("year", InputColumnOrigin.Path),
        }));

        Write("in/c.parquet");
        Assert.That(Find("in").Files.SelectMany(f => f.Columns).Select(c => c.Origin).Distinct(), Is.EqualTo(new[] { InputColumnOrigin.Parquet }));
    }

    [TestCase("id,a\n1,2\n", "id|a")]
    [TestCase("\"id\",\"a,\"\"b\"\"\"\r\n1,2\r\n", "id|a,\"b\"")]
    [TestCase("\uFEFFid,a", "id|a")]
    [TestCase("\"two\nlines\",b\n", "two\nlines|b")]
    public void A_csv_header_is_read_as_the_contract_says(string text, string names)
    {
        Write("in/a.csv", text);

        InputTable table = Find("in");

        Assert.That(string.Join('|', table.Files[0].Columns.Select(c => c.Name)), Is.EqualTo(names));
        Assert.That((table.Format, table.RowCount), Is.EqualTo((InputFormat.Csv, (long?)null)));
    }

    [Test]
    public void Another_delimiter_and_gzip_are_read()
    {
        string path = _test.PathOf("a.csv.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            gzip.Write("'a;1';b\n1;2\n"u8);

        InputTable table = InputTable.Open(path, new CsvFormat { Delimiter = ";", Quote = "'" }, _test.Connection);

        Assert.That(table.Files[0].Columns.Select(c => c.Name), Is.EqualTo(new[] { "a;1", "b" }));
    }

    [TestCase("", "has no header row")]
    [TestCase("\n1,2\n", "has no header row")]
    [TestCase("a,,c\n", "column 2 of the header has no name")]
    public void A_csv_without_a_usable_header_is_refused(string text, string message)
    {
        Write("in/a.csv", text);

        BadInputException error = Assert.Throws<BadInputException>(() => Find("in"))!;

        Assert.That(error.Message, Does.StartWith("a.csv: ").And.Contains(message));
        Assert.That(error.File, Is.EqualTo("a.csv"));
    }

    [Test]
    public void A_csv_header_that_is_not_utf8_is_refused()
    {
        Directory.CreateDirectory(_test.PathOf("in"));
        File.WriteAllBytes(_test.PathOf("in/a.csv"), Encoding.Latin1.GetBytes("größe,b\n1,2\n"));

        Assert.That(() => Find("in"), Throws.InstanceOf<BadInputException>().With.Message.Contains("a.csv: the header is not UTF-8"));
    }

    [Test]
    public void A_column_in_header_and_path_is_refused()
    {
        Write("in/state=CA/a.csv", "id,State\n1,2\n");

        Assert.That(() => Find("in"), Throws.InstanceOf<BadInputException>().With.Message.Contains("'State' stands both in the header and in the path"));
    }

    [Test]
    public void What_is_not_there_is_said()
    {
        Directory.CreateDirectory(_test.PathOf("empty"));
        Write("other/readme.txt", "x");
        Write("many/a.txt", "x");
        Write("many/b.txt", "x");

        Assert.That(() => Find("nowhere"), Throws.InstanceOf<BadInputException>().With.Message.Contains("no such file or folder: check the path"));
        Assert.That(() => Find("empty"), Throws.InstanceOf<BadInputException>().With.Message.Contains("the folder is empty"));
        Assert.That(() => Find("empty/*.parquet"), Throws.InstanceOf<BadInputException>().With.Message.Contains("no file matches"));
        Assert.That(() => Find("other"), Throws.InstanceOf<BadInputException>().With.Message.Contains("'readme.txt' is neither .parquet nor .csv"));
        Assert.That(() => Find("many"), Throws.InstanceOf<BadInputException>().With.Message.Contains("none of the 2 files"));
    }

    [Test]
    public void Two_kinds_of_files_are_refused()
    {
        Write("in/a.parquet");
        Write("in/b.csv", "x\n1\n");

        Assert.That(() => Find("in"), Throws.InstanceOf<BadInputException>().With.Message.Contains("both Parquet (a.parquet) and CSV files (b.csv)"));
    }

    [Test]
    public void A_delta_table_is_refused_because_its_folder_holds_removed_files_too()
    {
        Write("in/part-0.parquet");
        Directory.CreateDirectory(_test.PathOf("in/_delta_log"));

        Assert.That(() => Find("in"), Throws.InstanceOf<BadInputException>().With.Message.Contains("is a Delta Lake table"));
    }

    [Test]
    public void A_parquet_file_without_rows_is_refused()
    {
        Write("in/a.parquet", query: "SELECT 1 AS x WHERE false");

        Assert.That(() => Find("in"), Throws.InstanceOf<BadInputException>().With.Message.Contains("has no rows in 1 file(s)"));
    }

    [TestCase(0, "is empty")]
    [TestCase(7, "has only 7 bytes")]
    [TestCase(200, "does not end with PAR1, so it was cut short or is still being written")]
    public void A_truncated_parquet_file_is_named(int length, string message)
    {
        Write("in/a.parquet");
        string path = Write("in/b.parquet");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..length]);

        BadInputException error = Assert.Throws<BadInputException>(() => Find("in"))!;

        Assert.That(error.Message, Does.StartWith("b.parquet: not a whole Parquet file").And.Contains(message).And.Not.Contain("\n"));
        Assert.That(error.File, Is.EqualTo("b.parquet"));
    }

    [Test]
    public void A_text_file_called_parquet_is_named()
    {
        Write("in/a.parquet", "id,income\n1,2\n3,4\n5,6\n");

        Assert.That(() => Find("in"), Throws.InstanceOf<BadInputException>().With.Message.Contains("a.parquet: not a whole Parquet file: it does not start with PAR1"));
    }

    [Test]
    public void A_damaged_footer_is_named_among_good_files()
    {
        Write("in/a.parquet");
        string path = Write("in/b.parquet");
        byte[] bytes = File.ReadAllBytes(path);
        Array.Fill(bytes, (byte)0xFF, bytes.Length - 60, 40);
        File.WriteAllBytes(path, bytes);

        Assert.That(() => Find("in"), Throws.InstanceOf<BadInputException>().With.Message.StartsWith("b.parquet: not a Parquet file that can be read"));
    }

    [Test]
    public void An_impossible_footer_length_is_named()
    {
        string path = Write("in/b.parquet");
        byte[] bytes = File.ReadAllBytes(path);
        Array.Fill(bytes, (byte)0x7F, bytes.Length - 8, 4);
        File.WriteAllBytes(path, bytes);

        Assert.That(() => Find("in"), Throws.InstanceOf<BadInputException>().With.Message.Contains("names a footer of 2139062143 bytes"));
    }
}
