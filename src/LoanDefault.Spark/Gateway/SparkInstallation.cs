using LoanDefault.Core.Errors;
using LoanDefault.Spark.Functions;

namespace LoanDefault.Spark.Gateway;

/// <summary>A Spark on this machine, as far as it can be seen without starting it.</summary>
/// <param name="Home">Its folder.</param>
/// <param name="Version">Its version, for example <c>4.3.0</c>; null when its folder does not tell.</param>
/// <param name="Java">The Java that it will start; null when Spark's own <c>spark-env.sh</c> chooses it.</param>
public sealed record SparkInstallation(string Home, string? Version, JavaInstallation? Java)
{
    private const string CoreJars = "spark-core_*.jar";
    private static readonly Version SinceJava17 = new(4, 0);

    /// <summary>Finds Spark and holds its version and Java against what is supported.</summary>
    /// <param name="folder">Spark's folder; null: the one that SPARK_HOME names.</param>
    /// <exception cref="WrongUseException">There is none, or Spark or Java is of a version that is not supported.</exception>
    public static SparkInstallation Find(string? folder = null)
    {
        string home = SparkHome.Find(folder);
        string? version = ReadVersion(home);
        Version? parsed = version is null ? null : WorkerTag.Parse(WorkerTag.Of(version));
        return new SparkInstallation(home, version, ChoosesJava(home) ? null : JavaInstallation.Find(OldestJava(parsed)));
    }

    private static int OldestJava(Version? spark) => spark >= SinceJava17 ? 17 : 8;

    // spark-core_2.13-4.3.0.jar; other jars have versions of their own.
    private static string? ReadVersion(string home)
    {
        string jars = Path.Combine(home, "jars");
        string? core = Directory.Exists(jars) ? Directory.EnumerateFiles(jars, CoreJars).FirstOrDefault() : null;
        return core is null ? null : Path.GetFileNameWithoutExtension(core).Split('-', 3)[2];
    }

    // The script may set JAVA_HOME to what only it knows.
    private static bool ChoosesJava(string home)
    {
        string folder = Environment.GetEnvironmentVariable("SPARK_CONF_DIR") is { Length: > 0 } named ? named : Path.Combine(home, "conf");
        string script = Path.Combine(folder, "spark-env.sh");
        return File.Exists(script) && File.ReadLines(script).Any(line => line.Contains(JavaInstallation.Variable, StringComparison.Ordinal) && !line.TrimStart().StartsWith('#'));
    }
}
