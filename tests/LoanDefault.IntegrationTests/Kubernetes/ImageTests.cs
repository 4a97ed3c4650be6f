using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Kubernetes.Support;

namespace LoanDefault.IntegrationTests.Kubernetes;

/// <summary>The Dockerfile, replayed into folders and read by rules, as no Docker engine runs here.</summary>
internal sealed class ImageTests
{
    private static readonly Dockerfile Ours = Dockerfile.Read();

    private static readonly string[] Shipped = ["embedded", "spark"];

    [Test]
    public void Breaks_no_rule() => Assert.That(DockerPolicy.Violations(Ours), Is.Empty);

    [TestCase("FROM debian:12@${D} AS spark\nUSER 185:185\nENTRYPOINT [\"/x\"]", "no label")]
    [TestCase("FROM debian:12 AS spark", "is not pinned by a digest argument")]
    [TestCase("FROM debian:latest@${D} AS spark", "has no version")]
    [TestCase("FROM debian:12@${D} AS spark\nUSER root", "does not run as user 185")]
    [TestCase("FROM debian:12@${D} AS spark\nADD https://example.com/a /a", "ADD")]
    [TestCase("FROM debian:12@${D} AS spark\nENV DB_PASSWORD=x", "looks like a secret")]
    [TestCase("FROM debian:12@${D} AS spark\nRUN sudo true", "sudo")]
    [TestCase("FROM debian:12@${D} AS spark\nENTRYPOINT /x", "JSON")]
    public void A_bad_twin_is_refused(string dockerfile, string why) =>
        Assert.That(DockerPolicy.Violations(Dockerfile.Parse(dockerfile)), Has.Some.Contains(why));

    [Test]
    public void The_context_holds_every_source_of_the_program_and_nothing_that_git_does_not()
    {
        string[] context = [.. new DockerContext().Files()];
        ProcessResult git = Tools.Run("git", ["-C", Repository.Root, "ls-files", "--cached", "--others", "--exclude-standard"]);
        string[] known = git.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.That(git.ExitCode, Is.Zero, git.Error);
        Assert.That(context.Except(known), Is.Empty);
        Assert.That(known.Where(f => Regex.IsMatch(f, @"^(src|build|models|data|\.config)/")).Except(context), Is.Empty);
        Assert.That(context, Does.Contain("build.sh").And.Contain("global.json").And.Contain("native-libraries.json"));
    }

    [Test]
    public void Every_argument_of_a_base_is_pinned_by_image_bases_json()
    {
        JsonObject pins = JsonNode.Parse(File.ReadAllText(Repository.PathOf("image-bases.json")))!.AsObject();
        string[] bases = [.. pins["bases"]!.AsArray().Select(b => $"{(string)b!["image"]!}@${{{(string)b["argument"]!}}}")];

        Assert.That(Ours.Stages.Select(s => s.Base), Is.EquivalentTo([.. bases, "apache/spark:${SPARK_TAG}@${SPARK_DIGEST}"]));
        Assert.That(pins["spark"]!.AsArray().Select(s => (string?)s!["version"]), Is.EqualTo(new[] { "3.5.9", "4.3.0" }));
    }

    /// <summary>As the container would: the image's files only below /opt, a read-only root, user 185, the image's own entry point.</summary>
    [Test]
    public void The_embedded_image_scores_as_an_ordinary_user_on_a_read_only_root()
    {
        using var folder = new TemporaryFolder();
        string data = Directory.CreateDirectory(folder.PathOf("data")).FullName;
        Loans.Write(Path.Combine(data, "applications", "a.parquet"));
        Tools.Run("chown", ["-R", "185:185", folder.Root]);
        string[] entry = Ours["embedded"].Words("ENTRYPOINT");

        ProcessResult result = Contained(
            ImageRoot.Of("embedded"), data, Ours["embedded"],
            [.. entry, "score", "--input", "/data/applications", "--model", "/opt/loandefault/models/reference", "--output", "/data/tables", "--business-date", "2026-01-31"]);

        Assert.That(result.ExitCode, Is.Zero, result.Out + result.Error);
        Assert.That(Directory.GetFiles(Path.Combine(data, "tables", "scored", "_delta_log")), Has.Length.EqualTo(1));
    }

    [Test]
    public void The_spark_image_holds_what_the_manifests_start()
    {
        string root = ImageRoot.Of("spark");
        JsonObject container = Manifests.Of("k8s/overlays/local").Single(m => (string?)m["kind"] == "CronJob")
            ["spec"]!["jobTemplate"]!["spec"]!["template"]!["spec"]!["containers"]![0]!.AsObject();
        string[] programs = [(string)container["command"]![0]!, "/opt/loandefault/bin/loandefault/loandefault", "/opt/loandefault/bin/worker/loandefault-worker"];

        foreach (string program in programs)
            Assert.That(File.GetUnixFileMode(root + program).HasFlag(UnixFileMode.OtherExecute), Is.True, program);
        Assert.That(Directory.Exists(root + "/opt/loandefault/models/reference"), Is.True);
    }

    [Test]
    public void What_is_shipped_carries_the_runtime()
    {
        foreach (string stage in Shipped)
            Assert.That(File.Exists(ImageRoot.Of(stage) + "/opt/loandefault/bin/loandefault/libcoreclr.so"), Is.True, stage);
    }

    private static ProcessResult Contained(string root, string data, DockerStage stage, string[] command)
    {
        string script = $"""
            set -e
            mkdir -p /data
            mount --bind '{data}' /data
            mount --bind '{root}/opt' /opt
            mount -o remount,bind,ro /opt
            mount -o remount,bind,ro /
            cd /data
            exec setpriv --reuid 185 --regid 185 --clear-groups --no-new-privs --bounding-set=-all env -i PATH=/usr/bin:/bin HOME=/nonexistent {string.Join(' ', stage.All("ENV"))} "$@"
            """;
        return Tools.Run("unshare", ["-m", "--propagation", "private", "sh", "-c", script, "sh", .. command]);
    }
}
