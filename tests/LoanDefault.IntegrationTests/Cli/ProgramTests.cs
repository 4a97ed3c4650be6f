using System.Text.Json;
using LoanDefault.IntegrationTests.Cli.Support;

namespace LoanDefault.IntegrationTests.Cli;

[TestFixture]
internal sealed class ProgramTests
{
    [Test]
    public void Help_lists_the_commands_and_the_exit_codes()
    {
        ProcessResult result = LoanDefaultProgram.Run("--help");

        Assert.That(result.ExitCode, Is.Zero);
        foreach (string expected in new[] { "score", "train", "generate", "contract", "doctor", "130", "143" })
            Assert.That(result.Out, Does.Contain(expected));
        Assert.That(result.Error, Is.Empty);
    }

    [Test]
    public void Version_is_one_line()
    {
        ProcessResult result = LoanDefaultProgram.Run("--version");

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Out, Does.Match(@"^\d+\.\d+\.\d+\S*\n$"));
    }

    [Test]
    public void Wrong_use_is_one_line_and_exit_code_2()
    {
        ProcessResult result = LoanDefaultProgram.Run("score", "--input", "x");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.StartWith("error: ").And.Contains("--business-date"));
        Assert.That(result.Out, Is.Empty);
    }

    [Test]
    public void Doctor_finds_what_scoring_needs()
    {
        using var folder = new TemporaryFolder();

        ProcessResult result = LoanDefaultProgram.Run("doctor", "--json", "--output", folder.PathOf("tables"));

        Assert.That(result.ExitCode, Is.Zero, result.Out + result.Error);
        using JsonDocument json = JsonDocument.Parse(result.Out);
        Assert.That(
            json.RootElement.GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("name").GetString()),
            Is.SupersetOf(new[] { "ONNX Runtime", "DuckDB", "output" }));
    }

    [TestCase("libduckdb.so", "DuckDB")]
    [TestCase("libonnxruntime.so", "ONNX Runtime")]
    public void Doctor_says_what_is_missing_and_what_to_do(string library, string name)
    {
        using var folder = new TemporaryFolder();
        string program = CopyProgramWithout(library, folder.Root);

        using ChildProcess process = ChildProcess.Start(program, ["doctor"]);
        ProcessResult result = process.WaitForExit();

        Assert.That(result.ExitCode, Is.EqualTo(2), result.Out + result.Error);
        Assert.That(result.Out, Does.Match($@"missing +{name}").And.Contain("./build.sh"));
    }

    // Links, not copies: the libraries are large. The program itself is copied, or it would run where its link points.
    private static string CopyProgramWithout(string library, string folder)
    {
        foreach (string file in Directory.GetFiles(LoanDefaultProgram.Folder))
        {
            string target = Path.Combine(folder, Path.GetFileName(file));
            if (Path.GetFileName(file) == library)
                continue;
            if (file.EndsWith(".so", StringComparison.Ordinal))
                File.CreateSymbolicLink(target, file);
            else
                File.Copy(file, target);
        }

        return Path.Combine(folder, "loandefault");
    }
}
