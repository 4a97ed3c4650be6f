using System.Security.Cryptography;
using System.Text;
using LoanDefault.Core.Errors;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tests.Tables.Support;

namespace LoanDefault.Tests.Tables.Publishing;

[Parallelizable]
internal sealed class RunInputsTests
{
    private static readonly InputFile First = new("day=1/a.parquet", 5, new string('1', 64));
    private static readonly InputFile Second = new("day=1/é.csv", 6, new string('2', 64));

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void The_hash_is_that_of_a_documented_list()
    {
        // sha256sum of "5 1..1 15 day=1/a.parquet\n6 2..2 12 day=1/é.csv\n"
        const string Expected = "db5c25b7c4fa150b22f9ed7c3312bb7118b1fa5665a958f4c419e16258a600ab";

        Assert.That(RunInputs.Hash([First, Second]), Is.EqualTo(Expected));
        Assert.That(RunInputs.Hash([Second, First]), Is.EqualTo(Expected));
    }

    [Test]
    public void A_files_name_length_and_content_change_the_hash()
    {
        InputFile[] others = [First with { RelativePath = "b" }, First with { ByteLength = 4 }, First with { Sha256 = Second.Sha256 }];

        Assert.That(others.Append(First).Select(file => RunInputs.Hash([file])).Distinct().Count(), Is.EqualTo(4));
    }

    [Test]
    public void A_name_cannot_pass_for_two_files()
    {
        var joined = First with { RelativePath = $"{First.RelativePath}\n6 {Second.Sha256} 12 {Second.RelativePath}" };

        Assert.That(RunInputs.Hash([joined]), Is.Not.EqualTo(RunInputs.Hash([First, Second])));
    }

    [Test]
    public void A_file_is_known_by_its_path_below_the_root_and_its_bytes()
    {
        var path = Write("day=1/a.csv", "id\n1\n"u8);

        Assert.That(
            RunInputs.Fingerprint(_folder.Path, path),
            Is.EqualTo(new InputFile("day=1/a.csv", 5, Convert.ToHexStringLower(SHA256.HashData("id\n1\n"u8)))));
    }

    [Test]
    public void A_Parquet_file_is_known_by_its_footer()
    {
        var footer = Encoding.ASCII.GetBytes("footer").Concat(new byte[] { 6, 0, 0, 0 }).Concat("PAR1"u8.ToArray()).ToArray();
        var path = Write("a.parquet", [.. "PAR1 pages "u8, .. footer]);

        Assert.That(RunInputs.Fingerprint(_folder.Path, path).Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(footer))));
    }

    [TestCase("")]
    [TestCase("PAR1")]
    [TestCase("\xff\xff\xff\x7fPAR1", Description = "the footer would start before the file")]
    public void A_file_that_only_looks_like_Parquet_is_known_by_all_its_bytes(string content)
    {
        var bytes = Encoding.Latin1.GetBytes(content);

        Assert.That(
            RunInputs.Fingerprint(_folder.Path, Write("a", bytes)).Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(bytes))));
    }

    [Test]
    public void A_file_that_is_missing_is_named() =>
        Assert.That(
            () => RunInputs.Fingerprint(_folder.Path, _folder.Path + "/none.csv"),
            Throws.TypeOf<BadInputException>().With.Property("File").EqualTo(_folder.Path + "/none.csv"));

    private string Write(string name, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }
}
