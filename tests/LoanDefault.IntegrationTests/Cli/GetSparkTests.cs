using System.Net;
using System.Security.Cryptography;
using LoanDefault.IntegrationTests.Cli.Support;

namespace LoanDefault.IntegrationTests.Cli;

/// <summary><c>./build.sh --target=GetSpark</c> against a server of this machine that holds a tiny archive.</summary>
[TestFixture]
internal sealed class GetSparkTests
{
    private const string Archive = "spark-4.3.0-bin-hadoop3";

    private TemporaryFolder _folder = null!;
    private byte[] _content = [];

    // One folder for all: the build script is compiled once.
    [OneTimeSetUp]
    public void CopyTheBuild()
    {
        _folder = new TemporaryFolder();
        foreach (string file in new[] { "build.sh", "build.cake", "cake.config", "global.json", "spark-releases.json" })
            File.Copy(Repository.PathOf(file), _folder.PathOf(file));
        foreach (string folder in new[] { "build", ".config" })
        {
            Directory.CreateDirectory(_folder.PathOf(folder));
            foreach (string file in Directory.GetFiles(Repository.PathOf(folder)))
                File.Copy(file, _folder.PathOf(folder, Path.GetFileName(file)));
        }
        Directory.CreateDirectory(_folder.PathOf(Archive, "bin"));
        File.WriteAllBytes(_folder.PathOf(Archive, "bin", "spark-submit"), RandomNumberGenerator.GetBytes(300_000));
        using ChildProcess tar = ChildProcess.Start("tar", ["-czf", "archive.tgz", Archive], _folder.Root);
        Assert.That(tar.WaitForExit().ExitCode, Is.Zero);
        _content = File.ReadAllBytes(_folder.PathOf("archive.tgz"));
    }

    [OneTimeTearDown]
    public void RemoveTheBuild() => _folder.Dispose();

    [TearDown]
    public void ForgetWhatWasFetched()
    {
        if (Directory.Exists(_folder.PathOf(".native")))
            Directory.Delete(_folder.PathOf(".native"), recursive: true);
    }

    [Test]
    public void A_download_that_breaks_off_goes_on_where_it_stopped_and_is_unpacked()
    {
        using var server = new ArchiveServer(_content, Hash(_content)) { BreakOffAfter = 100_000 };

        ProcessResult result = GetSpark(server);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(server.Starts, Is.EqualTo(new long[] { 0, 100_000 }));
        Assert.That(File.ReadAllBytes(_folder.PathOf(".native/dist-cache/spark-4.3.0/bin/spark-submit")),
            Is.EqualTo(File.ReadAllBytes(_folder.PathOf(Archive, "bin", "spark-submit"))));
        Assert.That(Directory.GetFiles(_folder.PathOf(".native/download")), Is.Empty);
    }

    [Test]
    public void An_archive_with_another_hash_is_thrown_away_in_one_line()
    {
        using var server = new ArchiveServer(_content, Hash([1]));

        ProcessResult result = GetSpark(server);

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.ErrorLines[^1], Does.StartWith("build.sh: ").And.Contain("has SHA-512").And.Contain("published"));
        Assert.That(Directory.Exists(_folder.PathOf(".native/dist-cache/spark-4.3.0")), Is.False);
        Assert.That(Directory.GetFiles(_folder.PathOf(".native/download")), Is.Empty);
    }

    [TestCase("4.9.9", "http://127.0.0.1:1", "there is no release '4.9.9'")]
    [TestCase("4.3.0", "http://spark.example", "not an https address")]
    [TestCase("4.3.0", "http://127.0.0.1:1", "run again")]
    public void What_cannot_be_downloaded_is_one_line(string version, string server, string message)
    {
        ProcessResult result = GetSpark(version, server);
        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.ErrorLines[^1], Does.StartWith("build.sh: ").And.Contain(message));
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA512.HashData(content));

    private ProcessResult GetSpark(ArchiveServer server) => GetSpark("4.3.0", server.Address);

    private ProcessResult GetSpark(string version, string server)
    {
        using ChildProcess build = ChildProcess.Start(
            "bash", ["build.sh", "--target=GetSpark", $"--spark-version={version}", $"--spark-base={server}", "--verbosity=quiet"], _folder.Root);
        return build.WaitForExit();
    }

    /// <summary>Serves the archive, from where it is asked for, and its hash.</summary>
    private sealed class ArchiveServer : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly byte[] _content;
        private readonly string _hash;
        private readonly Task _serving;

        public ArchiveServer(byte[] content, string hash)
        {
            (_content, _hash) = (content, hash);
            int port;
            using (var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                port = ((IPEndPoint)free.LocalEndpoint).Port;
            }
            Address = $"http://127.0.0.1:{port}/dist/spark";
            _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            _listener.Start();
            _serving = Task.Run(Serve);
        }

        public string Address { get; }

        /// <summary>After how many bytes the first transfer ends; 0: it does not.</summary>
        public int BreakOffAfter { get; init; }

        /// <summary>From which byte on each request asked.</summary>
        public List<long> Starts { get; } = [];

        public void Dispose()
        {
            _listener.Close();
            _serving.Wait();
        }

        private void Serve()
        {
            try
            {
                while (true)
                    Answer(_listener.GetContext());
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private void Answer(HttpListenerContext context)
        {
            string path = context.Request.Url!.AbsolutePath;
            if (path == $"/dist/spark/spark-4.3.0/{Archive}.tgz.sha512")
                context.Response.OutputStream.Write(System.Text.Encoding.ASCII.GetBytes($"{_hash}  {Archive}.tgz\n"));
            else if (path == $"/dist/spark/spark-4.3.0/{Archive}.tgz")
                AnswerArchive(context);
            else
                context.Response.StatusCode = 404;
            context.Response.Close();
        }

        private void AnswerArchive(HttpListenerContext context)
        {
            string? range = context.Request.Headers["Range"];
            int start = range is null ? 0 : int.Parse(range["bytes=".Length..].TrimEnd('-'));
            Starts.Add(start);
            if (range is not null)
            {
                context.Response.StatusCode = 206;
                context.Response.Headers["Content-Range"] = $"bytes {start}-{_content.Length - 1}/{_content.Length}";
            }
            context.Response.ContentLength64 = _content.Length - start;
            bool breaksOff = start == 0 && BreakOffAfter > 0;
            context.Response.OutputStream.Write(_content, start, breaksOff ? BreakOffAfter : _content.Length - start);
            if (breaksOff)
                context.Response.Abort();
        }
    }
}
