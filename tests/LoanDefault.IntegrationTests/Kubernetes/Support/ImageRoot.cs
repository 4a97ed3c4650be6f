using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Support;

namespace LoanDefault.IntegrationTests.Kubernetes.Support;

/// <summary>
/// The file systems that the Dockerfile makes, without Docker: its COPY and RUN steps replayed into folders. What the base images
/// bring is not in them; a step that the replay does not know fails.
/// </summary>
internal static class ImageRoot
{
    private const string Publish = "CI=true ./build.sh --target=Publish";

    private static readonly Lazy<string> Folder = new(Replay);

    /// <summary>The folder /opt/loandefault of the image for Spark.</summary>
    public static string Spark => Path.Combine(Of("spark"), "opt/loandefault");

    /// <summary>A stage's root.</summary>
    public static string Of(string stage) => Path.Combine(Folder.Value, stage);

    private static string Replay()
    {
        string folder = Repository.PathOf("artifacts/kubernetes/image");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        foreach (DockerStage stage in Dockerfile.Read().Stages)
            Replay(folder, stage);
        return folder;
    }

    private static void Replay(string folder, DockerStage stage)
    {
        string root = Directory.CreateDirectory(Path.Combine(folder, stage.Name)).FullName, workdir = "/";
        foreach ((string keyword, string arguments) in stage.Instructions.Select(i => (i.Keyword, i.Arguments)))
        {
            switch (keyword)
            {
                case "WORKDIR":
                    workdir = arguments;
                    Directory.CreateDirectory(root + workdir);
                    break;
                case "COPY":
                    Copy(folder, root, workdir, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
                    break;
                case "RUN" when arguments == Publish:
                    Link(Path.GetFullPath(Path.Combine(LoanDefaultProgram.Folder, "..")), $"{root}{workdir}/artifacts/bin");
                    break;
                case "RUN":
                    throw new NotSupportedException($"the replay does not know 'RUN {arguments}'");
            }
        }
    }

    private static void Copy(string folder, string root, string workdir, string[] words)
    {
        string to = Path.GetFullPath(Path.Combine(root + workdir, words[^1].StartsWith('/') ? root + words[^1] : words[^1]));
        if (words[0].StartsWith("--from=", StringComparison.Ordinal))
        {
            string from = Path.Combine(folder, words[0]["--from=".Length..]) + words[1];
            // A base image's own files: only Node.js, for the build.
            if (words[0] == "--from=node")
                return;
            Link(from, to);
            return;
        }

        string source = words[0].TrimEnd('/');
        string[] files = [.. new DockerContext().Files().Where(f => source == "." || f == source || f.StartsWith(source + "/", StringComparison.Ordinal))];
        if (files.Length == 0)
            throw new FileNotFoundException($"COPY {source}: .dockerignore leaves nothing of it");
        foreach (string file in files)
        {
            string target = file == source ? to : Path.Combine(to, source == "." ? file : Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Repository.PathOf(file), target);
        }
    }

    // Hard links: the programs are large, and nobody writes into them.
    private static void Link(string from, string to)
    {
        if (!Directory.Exists(from))
            Archives.Missing($"{from} is missing: ./build.sh --target=Publish makes it");
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        ProcessResult result = Tools.Run("cp", ["-al", from, to]);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
    }
}
