using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using LoanDefault.Core.Errors;

namespace LoanDefault.Spark.Gateway;

/// <summary>The Java that Spark's scripts start: that of JAVA_HOME, else the first on the PATH.</summary>
/// <param name="Program">How it is started.</param>
/// <param name="Version">For example <c>17.0.15</c> or <c>1.8.0_392</c>.</param>
public sealed partial record JavaInstallation(string Program, string Version)
{
    internal const string Variable = "JAVA_HOME";

    // The one that every supported Spark runs on.
    private const string Advice = $"install Java 17 and set {Variable} to its folder";
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Its feature release: 8, 11, 17, 21, ...</summary>
    public int Feature => FeatureOf(Version);

    /// <summary>Finds Java and asks it for its version.</summary>
    /// <param name="oldest">The oldest feature release that will do.</param>
    /// <exception cref="WrongUseException">There is none, or it is too old.</exception>
    internal static JavaInstallation Find(int oldest)
    {
        string program = Locate();
        string told = Ask(program);
        if (VersionPattern().Match(told) is not { Success: true } match)
            throw new WrongUseException($"{program} does not say which Java it is: {Advice}");
        var java = new JavaInstallation(program, match.Groups[1].Value);
        return java.Feature >= oldest
            ? java
            : throw new WrongUseException($"{program} is Java {java.Version}, and this Spark needs {oldest} or later: {Advice}");
    }

    private static string Locate()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } home)
        {
            string program = Path.Combine(home, "bin", "java");
            return File.Exists(program)
                ? program
                : throw new WrongUseException($"{Variable} is {home}, where bin/java is missing: {Advice}, or unset it");
        }

        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Combine(folder, "java")).FirstOrDefault(File.Exists)
            ?? throw new WrongUseException($"Java is not found, neither by {Variable} nor on the PATH: {Advice}");
    }

    private static string Ask(string program)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, ["-version"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            Task<string> told = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(AnswerTimeout))
                process.Kill(entireProcessTree: true);
            return told.GetAwaiter().GetResult();
        }
        catch (Win32Exception e)
        {
            throw new WrongUseException($"{program} cannot be started ({e.Message}): {Advice}", e);
        }
    }

    private static int FeatureOf(string version)
    {
        string[] parts = version.Split('.', '_', '-', '+');
        return int.Parse(parts[0] == "1" && parts.Length > 1 ? parts[1] : parts[0], CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("""version "(\d[^"]*)""")]
    private static partial Regex VersionPattern();
}
