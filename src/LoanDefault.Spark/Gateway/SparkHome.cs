using LoanDefault.Core.Errors;

namespace LoanDefault.Spark.Gateway;

/// <summary>Where Spark is installed.</summary>
internal static class SparkHome
{
    internal const string Variable = "SPARK_HOME";

    /// <summary>The folder given, or the one that SPARK_HOME names.</summary>
    /// <exception cref="WrongUseException">None is given, or it holds no Spark.</exception>
    public static string Find(string? folder = null)
    {
        string? home = folder ?? Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(home))
            throw new WrongUseException($"{Variable} is not set: set it to the folder of an Apache Spark 3.5 or 4.x");
        if (!File.Exists(SubmitOf(home)))
            throw new WrongUseException($"{home} holds no Apache Spark (bin/spark-submit is missing): set {Variable} to the folder of an Apache Spark 3.5 or 4.x");
        return Path.GetFullPath(home);
    }

    /// <summary>The program that starts Spark.</summary>
    public static string SubmitOf(string home) => Path.Combine(home, "bin", "spark-submit");
}
