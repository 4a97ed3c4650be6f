using System.Diagnostics;

namespace LoanDefault.Benchmarks.Runs;

/// <summary>The published program, run as an operator runs it.</summary>
/// <param name="Program">Its path.</param>
internal sealed record ScoringCommand(string Program)
{
    /// <summary>Scores once into a folder that is removed again.</summary>
    /// <param name="input">The applications.</param>
    /// <param name="model">The model package.</param>
    /// <param name="scorer">What runs the model.</param>
    public RunFigures Score(string input, string model, string scorer)
    {
        string output = Directory.CreateTempSubdirectory("loandefault-bench-").FullName;
        try
        {
            return RunFigures.Parse(Run(
                "score", "--input", input, "--model", model, "--output", output, "--business-date", "2026-01-31", "--scorer", scorer, "--json"));
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    /// <summary>Generates applications of the reference contract.</summary>
    public void Generate(long rows, string output) => Run(
        "generate", "--rows", $"{rows}", "--seed", "42", "--output", output, "--force", "--json");

    private string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"'{Program} {string.Join(' ', arguments)}' ended with exit code {process.ExitCode}");
    }
}
