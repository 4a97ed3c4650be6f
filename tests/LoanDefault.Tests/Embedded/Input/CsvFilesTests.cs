using System.IO.Compression;
using System.Text;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Embedded.Input;

namespace LoanDefault.Tests.Embedded.Input;

/// <summary>What a CSV file is refused for before a row is read; headers are tried in <see cref="InputTableTests"/>.</summary>
public class CsvFilesTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("loandefault-tests-");

    [TearDown]
    public void TearDown() => _folder.Delete(recursive: true);

    [TestCase("utf-16", "is UTF-16 text: write it as UTF-8")]
    [TestCase("utf-16BE", "is UTF-16 text: write it as UTF-8")]
    public void UTF_16_is_named_as_what_it_is(string encoding, string message)
    {
        var utf16 = Encoding.GetEncoding(encoding);
        Refuses("a.csv", [.. utf16.GetPreamble(), .. utf16.GetBytes("id,n\na,1\n")], message);
    }

    [Test]
    public void UTF_16_without_a_mark_is_seen_by_its_NUL_characters() =>
        Refuses("a.csv", Encoding.Unicode.GetBytes("id,n\na,1\n"), "the first line holds NUL characters, so it is UTF-16 or no text");

    [Test]
    public void A_cut_gzip_file_is_refused_even_where_a_line_ends()
    {
        byte[] whole = Gzip(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"a{i},1\n")));

        Refuses("a.csv.gz", whole[..(whole.Length / 2)], "is not a whole gzip file");
        Refuses("a.csv.gz", whole[..^4], "is not a whole gzip file");
    }

    [Test]
    public void A_damaged_gzip_file_is_refused()
    {
        byte[] bytes = Gzip(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"a{i},1\n")));
        bytes[bytes.Length / 2] ^= 0x55;

        Refuses("a.csv.gz", bytes, "is not a whole gzip file");
    }

    [Test]
    public void Text_called_gz_is_refused() => Refuses("a.csv.gz", "id,n\na,1\n"u8.ToArray(), "is not a whole gzip file");

    [Test]
    public void A_whole_gzip_file_is_read()
    {
        File.WriteAllBytes(PathOf("a.csv.gz"), Gzip("a,1\n"));

        Assert.That(Read("a.csv.gz").Single().Columns.Select(c => c.Name), Is.EqualTo(new[] { "id", "n" }));
    }

    [Test]
    public void A_name_that_stands_twice_is_refused_and_not_shown() =>
        Refuses("a.csv", "id,SECRET,n,secret\n"u8.ToArray(), "columns 2 and 4 of the first line have the same name (case does not count): rename one");

    private static byte[] Gzip(string rows)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes("id,n\n" + rows));
        return bytes.ToArray();
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private List<SourceFile> Read(string name) => CsvFiles.Read(
        new InputLocation(_folder.FullName, InputFormat.Csv, [PathOf(name)]), new CsvFormat(), CancellationToken.None);

    private void Refuses(string name, byte[] bytes, string message)
    {
        File.WriteAllBytes(PathOf(name), bytes);

        BadInputException error = Assert.Throws<BadInputException>(() => Read(name))!;

        Assert.That(error.Message, Does.Contain($"{name}: {message}").And.Not.Contain("SECRET").And.Not.Contain("\0"));
    }
}
