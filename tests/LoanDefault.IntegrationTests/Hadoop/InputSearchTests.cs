using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Input;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Spark;
using LoanDefault.Spark.Hadoop;
using LoanDefault.Spark.Scoring.Input;

namespace LoanDefault.IntegrationTests.Hadoop;

/// <summary>Both engines find the same files, by the same relative paths, so that one night has one run key.</summary>
[TestFixture]
internal sealed class InputSearchTests
{
    private static readonly string[] Names =
    [
        "a.parquet", "b.parquet", "_note.parquet", ".hidden.parquet", "day=1/a.parquet", "day=1/x y%20ü.parquet", "day=1/deep/c.parquet",
        "day=2/a.parquet", "_temporary/a.parquet", "day=2/_temporary/0/a.parquet", "[a]/a.parquet",
    ];

    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void Upload()
    {
        _folder = new TemporaryFolder();
        foreach (string name in Names)
        {
            string path = _folder.PathOf("search", name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "x");
        }

        HdfsSetUp.Cluster.Files.Upload(_folder.PathOf("search"), "/search");
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [TestCase("", 7)]
    [TestCase("/", 7)]
    [TestCase("/day=1", 3)]
    [TestCase("/a.parquet", 1)]
    [TestCase("/day=1/x y%20ü.parquet", 1)]
    [TestCase("/[a]", 1)]
    [TestCase("/*.parquet", 2)]
    [TestCase("/day=*/*.parquet", 3)]
    [TestCase("/day=[12]/?.parquet", 2)]
    [TestCase("/**/a.parquet", 4)]
    [TestCase("/**/*.parquet", 7)]
    [TestCase("/_temporary/*.parquet", 1)]
    [TestCase("/day=1/**/*.parquet", 3)]
    public void A_path_means_the_same_files_to_both(string path, int count)
    {
        using DuckDbDatabase database = DuckDbDatabase.Open(new DuckDbOptions { MemoryLimitBytes = 128 << 20, TemporaryFolder = _folder.Root });
        using DuckDbConnection connection = database.Connect();
        InputLocation embedded = InputLocation.Find(_folder.PathOf("search") + path, connection);
        string input = $"{HdfsSetUp.Cluster.FileSystem}/search{path}";

        using HadoopFiles files = HadoopFiles.Open(HdfsSetUp.Spark(LocalSparkFixture.Newest).Session, input, "--input");
        (string root, IReadOnlyList<HadoopEntry> found) = InputSearch.Find(files, input);

        IEnumerable<string> relative = found.Select(e => e.Path[(root.Length + 1)..]).Order(StringComparer.Ordinal);
        Assert.That(relative, Is.EqualTo(embedded.Files.Select(embedded.Relative)));
        Assert.That(found, Has.Count.EqualTo(count));
    }
}
