using LoanDefault.IntegrationTests.Cli.Support;

namespace LoanDefault.IntegrationTests.Support;

/// <summary>
/// Programs that no package feed carries, as archives in the folder that LOANDEFAULT_DIST names (by default
/// <c>../shared/dist</c> beside the repository). Unpacked once into a folder that git ignores.
/// </summary>
internal static class Archives
{
    private const string Variable = "LOANDEFAULT_DIST";

    private const string SparkPrefix = "spark-";

    private static string Source => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? named
        : Repository.PathOf("../shared/dist");

    /// <summary>A file that lies in a folder beside the archives' own.</summary>
    public static string Beside(string relative) => Path.GetFullPath(Path.Combine(Source, "..", relative));

    private static string Cache => Repository.PathOf(".native/dist-cache");

    /// <summary>The unpacked folder of an archive <c>NAME.tar.xz</c> that holds one folder NAME.</summary>
    public static string Unpack(string name)
    {
        string target = Path.Combine(Cache, name);
        if (Directory.Exists(target))
            return target;
        string archive = Path.Combine(Source, name + ".tar.xz");
        if (!File.Exists(archive))
            Missing($"{Path.GetFullPath(archive)} is missing: set {Variable} to a folder that holds {name}.tar.xz{OrDownload(name)}");
        // Other names until complete, so that an interrupted unpacking is not taken for a finished one.
        string partial = Directory.CreateDirectory(Path.Combine(Cache, $"{name}.{Guid.NewGuid():N}")).FullName;
        Run("tar", "-xJf", archive, "-C", partial);
        Directory.Move(Path.Combine(partial, name), target);
        Directory.Delete(partial, recursive: true);
        return target;
    }

    /// <summary>The peer is not there: a person's test run goes on without it, a build's does not.</summary>
    public static void Missing(string why)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(why);
        Assert.Ignore(why);
    }

    // What is on Apache's servers comes from there just as well, into the same cache.
    private static string OrDownload(string name) => name.StartsWith(SparkPrefix, StringComparison.Ordinal)
        ? $", or run ./build.sh --target=GetSpark --spark-version={name[SparkPrefix.Length..]}"
        : "";

    private static void Run(string program, params string[] arguments)
    {
        using ChildProcess process = ChildProcess.Start(program, arguments);
        ProcessResult result = process.WaitForExit();
        Assert.That(result.ExitCode, Is.Zero, result.Error);
    }
}
