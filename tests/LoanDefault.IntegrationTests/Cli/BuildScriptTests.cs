using System.Text.RegularExpressions;
using LoanDefault.IntegrationTests.Cli.Support;

namespace LoanDefault.IntegrationTests.Cli;

/// <summary>What a person sees whose machine lacks something. Nothing is fetched: a script stands in for npm.</summary>
[TestFixture]
internal sealed partial class BuildScriptTests
{
    private TemporaryFolder _folder = null!;

    // One folder for all: the build script is compiled once.
    [OneTimeSetUp]
    public void CopyTheBuild()
    {
        _folder = new TemporaryFolder();
        foreach (string file in new[] { "build.sh", "build.cake", "cake.config", "global.json", "native-libraries.json" })
            File.Copy(Repository.PathOf(file), _folder.PathOf(file));
        foreach (string folder in new[] { "build", ".config" })
            CopyFolder(Repository.PathOf(folder), _folder.PathOf(folder));
    }

    [OneTimeTearDown]
    public void RemoveTheBuild() => _folder.Dispose();

    [SetUp]
    public void SetUp() => Directory.CreateDirectory(_folder.PathOf("tools"));

    [TearDown]
    public void TearDown() => Directory.Delete(_folder.PathOf("tools"), recursive: true);

    [Test]
    public void A_package_with_another_hash_is_refused_in_one_line()
    {
        StandIn("npm", "printf 'not what was pinned' > package-1.0.0.tgz");

        ProcessResult result = Build("FetchNative");

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(Problems(result), Has.Length.EqualTo(1), result.Error);
        Assert.That(Problems(result)[0], Does.Match("has SHA-256 [0-9a-f]{64}, but native-libraries.json pins [0-9a-f]{64}").And.Contain("nothing was taken"));
        Assert.That(Directory.GetFiles(_folder.PathOf(".native"), "*", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void A_registry_that_does_not_answer_is_one_line_that_says_what_to_do()
    {
        StandIn("npm", "echo 'npm error network timeout' >&2; exit 1");

        ProcessResult result = Build("FetchNative");

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(Problems(result), Has.Length.EqualTo(1), result.Error);
        Assert.That(Problems(result)[0], Does.Contain("npm error network timeout").And.Contain("registry is reachable"));
    }

    [Test]
    public void Without_Node_the_build_says_so_in_one_line()
    {
        foreach (string tool in new[] { "bash", "dirname", "dotnet", "rm", "cat" })
            File.CreateSymbolicLink(_folder.PathOf("tools", tool), Which(tool));

        ProcessResult result = Build("FetchNative", path: _folder.PathOf("tools"));

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.Contain("Node.js is missing"));
    }

    [Test]
    public void A_target_that_does_not_exist_is_one_line()
    {
        ProcessResult result = Build("Nonsense");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.ErrorLines, Has.Length.EqualTo(1), result.Error);
        Assert.That(result.Error, Does.Contain("'Nonsense'").And.Contain("--target=Help"));
    }

    [Test]
    public void Help_lists_the_targets_and_no_private_step()
    {
        ProcessResult result = Build("Help");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        foreach (string target in TargetPattern().Matches(File.ReadAllText(Repository.PathOf("build.cake"))).Select(m => m.Groups[1].Value))
            Assert.That(Regex.IsMatch(result.Out, $@"^  {target} +\S", RegexOptions.Multiline), Is.EqualTo(!target.StartsWith("__", StringComparison.Ordinal)), target);
    }

    // What is tried is when the program is made, not what it is.
    [Test]
    public void The_program_is_made_again_when_one_of_its_files_is_missing_or_cut_and_only_then()
    {
        string pins = File.ReadAllText(_folder.PathOf("native-libraries.json"));
        File.WriteAllText(_folder.PathOf("native-libraries.json"), """{ "npm": [], "debian": [] }""");
        foreach (string folder in new[] { "models", "data" })
            Directory.CreateDirectory(_folder.PathOf(folder));
        WriteProject("LoanDefault.Cli", "loandefault");
        WriteProject("LoanDefault.Worker", "worker");
        string library = _folder.PathOf("artifacts", "bin", "loandefault", "library.so");
        try
        {
            Assert.That(Publishes(), Is.True, "there is nothing yet");
            Assert.That(Publishes(), Is.False, "nothing has changed");
            File.Delete(library);
            Assert.That(Publishes(), Is.True, "a library is missing");
            Assert.That(File.Exists(library));
            File.WriteAllText(library, "d");
            Assert.That(Publishes(), Is.True, "a library was cut");
        }
        finally
        {
            File.WriteAllText(_folder.PathOf("native-libraries.json"), pins);
        }
    }

    // Writes two files where the build script asks for the program.
    private void WriteProject(string name, string published)
    {
        string folder = _folder.PathOf("artifacts", "bin", published);
        Directory.CreateDirectory(_folder.PathOf("src", name));
        File.WriteAllText(_folder.PathOf("src", name, name + ".csproj"), $"""
            <Project>
              <Target Name="Restore" />
              <Target Name="Publish">
                <WriteLinesToFile File="{folder}/program" Lines="program" Overwrite="true" />
                <WriteLinesToFile File="{folder}/library.so" Lines="library" Overwrite="true" />
              </Target>
            </Project>
            """);
    }

    private bool Publishes()
    {
        ProcessResult result = Build("Publish");
        Assert.That(result.ExitCode, Is.Zero, result.Error + result.Out);
        return result.Error.Contains("== compiling src/LoanDefault.Cli", StringComparison.Ordinal);
    }

    private ProcessResult Build(string target, string? path = null)
    {
        path ??= $"{_folder.PathOf("tools")}:{Environment.GetEnvironmentVariable("PATH")}";
        using ChildProcess process = ChildProcess.Start(
            "/bin/bash", [_folder.PathOf("build.sh"), $"--target={target}"], _folder.Root, new Dictionary<string, string?> { ["PATH"] = path });
        return process.WaitForExit();
    }

    private static string[] Problems(ProcessResult result) =>
        [.. result.ErrorLines.Where(line => !line.StartsWith("== ", StringComparison.Ordinal))];

    private void StandIn(string tool, string script)
    {
        string path = _folder.PathOf("tools", tool);
        File.WriteAllText(path, $"#!/bin/bash\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private static string Which(string tool) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, tool)).First(File.Exists);

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    [GeneratedRegex("""^Task\("(\w+)"\)""", RegexOptions.Multiline)]
    private static partial Regex TargetPattern();
}
