using System.Text.Json.Nodes;
using LoanDefault.Cli.Reports;

namespace LoanDefault.Tests.Cli.Reports;

[TestFixture]
internal sealed class SummaryFileTests
{
    private string _folder = null!;

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("summary-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_file_is_replaced_and_nothing_else_stays_behind()
    {
        string path = Path.Combine(_folder, "run.json");
        File.WriteAllText(path, "old");

        SummaryFile.Write(path, new JsonObject { ["outcome"] = "published" });

        Assert.That(JsonNode.Parse(File.ReadAllText(path))!["outcome"]!.GetValue<string>(), Is.EqualTo("published"));
        Assert.That(Directory.GetFileSystemEntries(_folder), Is.EqualTo(new[] { path }));
    }

    [Test]
    public void A_file_that_cannot_be_replaced_leaves_nothing_behind()
    {
        string path = Path.Combine(_folder, "run.json");
        Directory.CreateDirectory(path);

        Assert.That(() => SummaryFile.Write(path, []), Throws.InstanceOf<IOException>().Or.InstanceOf<UnauthorizedAccessException>());
        Assert.That(Directory.GetFiles(_folder), Is.Empty);
    }
}
