using System.Text.RegularExpressions;
using LoanDefault.Core.Errors;

namespace LoanDefault.Spark.Functions;

/// <summary>
/// The text that Spark carries untouched from driver to worker as the "Python version": <c>dn1;spark=4.3.0</c>. It comes before
/// every field whose layout depends on Spark's version, so it tells the worker how to read on.
/// </summary>
internal static partial class WorkerTag
{
    /// <summary>The oldest release whose worker protocol is known.</summary>
    public static readonly Version Oldest = new(3, 5);

    /// <summary>The newest release line whose worker protocol is known.</summary>
    public static readonly Version Newest = new(4, 3);

    /// <param name="sparkVersion">As <c>SparkSession.version()</c> gives it; a vendor's suffix is fine.</param>
    /// <exception cref="WrongUseException">The release is not supported.</exception>
    public static string Of(string sparkVersion)
    {
        _ = SparkVersion(sparkVersion);
        return "dn1;spark=" + sparkVersion;
    }

    /// <summary>The version behind the tag.</summary>
    /// <exception cref="WrongUseException">The tag is another program's, or its release is not supported.</exception>
    public static Version Parse(string tag) =>
        TagPattern().Match(tag) is { Success: true } match
            ? SparkVersion(match.Groups["version"].Value)
            : throw new WrongUseException($"the function was made for '{tag}', not for this worker: let this worker's own driver program build it");

    private static Version SparkVersion(string text)
    {
        Match match = VersionPattern().Match(text);
        if (!match.Success)
            throw new WrongUseException($"'{text}' is no Spark version: expected one such as 4.3.0");
        var version = new Version(int.Parse(match.Groups["line"].Value.Split('.')[0]), int.Parse(match.Groups["line"].Value.Split('.')[1]), int.Parse(match.Groups["patch"].Value));
        var line = new Version(version.Major, version.Minor);
        return line >= Oldest && line <= Newest
            ? version
            : throw new WrongUseException($"Spark {text} is not supported: use Spark {Oldest} to {Newest}, or a LoanDefault that knows Spark {line}");
    }

    [GeneratedRegex(@"^dn1;spark=(?<version>.{1,100})$")]
    private static partial Regex TagPattern();

    [GeneratedRegex(@"^(?<line>\d{1,4}\.\d{1,4})\.(?<patch>\d{1,6})(?!\d)")]
    private static partial Regex VersionPattern();
}
