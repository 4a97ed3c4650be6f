using System.Runtime.Versioning;
using LoanDefault.Core.Errors;
using LoanDefault.Spark.Gateway;

namespace LoanDefault.Tests.Spark.Gateway;

/// <summary>Folders that look like Spark's and Java's, with the variables that lead there.</summary>
[TestFixture]
[NonParallelizable]
[SupportedOSPlatform("linux")]
internal sealed class SparkInstallationTests
{
    private static readonly string[] Variables = ["SPARK_HOME", "JAVA_HOME", "PATH", "SPARK_CONF_DIR"];

    private Dictionary<string, string?> _before = null!;
    private string _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _before = Variables.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        _folder = Directory.CreateTempSubdirectory("loandefault-").FullName;
        Environment.SetEnvironmentVariable("SPARK_CONF_DIR", null);
        Environment.SetEnvironmentVariable("JAVA_HOME", Java("17.0.15"));
    }

    [TearDown]
    public void TearDown()
    {
        foreach ((string name, string? value) in _before)
            Environment.SetEnvironmentVariable(name, value);
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase("2.12-3.5.9", "3.5.9", "1.8.0_392", 8)]
    [TestCase("2.12-3.5.0", "3.5.0", "11.0.2", 11)]
    [TestCase("2.13-4.3.0", "4.3.0", "17.0.15", 17)]
    [TestCase("2.13-4.0.1-amzn-2", "4.0.1-amzn-2", "21", 21)]
    [TestCase("2.13-4.3.0", "4.3.0", "25-ea", 25)]
    public void Versions_are_read_without_starting_Spark(string jar, string spark, string java, int feature)
    {
        Environment.SetEnvironmentVariable("JAVA_HOME", Java(java));
        SparkInstallation found = SparkInstallation.Find(Spark(jar));

        Assert.That((found.Version, found.Java!.Version, found.Java.Feature), Is.EqualTo((spark, java, feature)));
    }

    [TestCase("2.12-3.4.4", "Spark 3.4.4 is not supported: use Spark 3.5 to")]
    [TestCase("2.13-5.0.0", "Spark 5.0.0 is not supported: use Spark 3.5 to")]
    public void Another_Spark_is_refused(string jar, string message) =>
        Assert.That(() => SparkInstallation.Find(Spark(jar)), Refuses(message));

    [Test]
    public void No_folder_no_Spark_in_it_and_no_variable_say_what_to_set()
    {
        Environment.SetEnvironmentVariable("SPARK_HOME", null);
        Assert.That(() => SparkInstallation.Find(), Refuses("SPARK_HOME is not set: set it to"));
        Environment.SetEnvironmentVariable("SPARK_HOME", "/nonexistent");
        Assert.That(() => SparkInstallation.Find(), Refuses("/nonexistent holds no Apache Spark"));
    }

    [Test]
    public void Java_that_is_missing_too_old_or_no_Java_says_what_to_install()
    {
        string spark = Spark("2.13-4.3.0");
        Environment.SetEnvironmentVariable("JAVA_HOME", Java("11.0.2"));
        Assert.That(() => SparkInstallation.Find(spark), Refuses("is Java 11.0.2, and this Spark needs 17 or later: install Java 17"));
        Environment.SetEnvironmentVariable("JAVA_HOME", "/nonexistent");
        Assert.That(() => SparkInstallation.Find(spark), Refuses("JAVA_HOME is /nonexistent, where bin/java is missing: install Java 17"));
        Environment.SetEnvironmentVariable("JAVA_HOME", null);
        Environment.SetEnvironmentVariable("PATH", "/nonexistent");
        Assert.That(() => SparkInstallation.Find(spark), Refuses("Java is not found, neither by JAVA_HOME nor on the PATH: install Java 17"));
        Environment.SetEnvironmentVariable("PATH", Path.Combine(Java("17.0.1"), "bin"));
        Assert.That(SparkInstallation.Find(spark).Java!.Version, Is.EqualTo("17.0.1"));
        Write(Path.Combine(_folder, "java-17.0.1/bin/java"), "exit 1");
        Assert.That(() => SparkInstallation.Find(spark), Refuses("does not say which Java it is"));
    }

    [Test]
    public void Spark_that_chooses_its_Java_itself_is_believed()
    {
        Environment.SetEnvironmentVariable("JAVA_HOME", "/nonexistent");
        string spark = Spark("2.13-4.3.0");
        Directory.CreateDirectory(Path.Combine(spark, "conf"));
        File.WriteAllText(Path.Combine(spark, "conf/spark-env.sh"), "# JAVA_HOME=/a\n");
        Assert.That(() => SparkInstallation.Find(spark), Refuses("JAVA_HOME"));
        File.WriteAllText(Path.Combine(spark, "conf/spark-env.sh"), "export JAVA_HOME=/a\n");
        Assert.That(SparkInstallation.Find(spark).Java, Is.Null);
    }

    private string Spark(string jar)
    {
        string home = Path.Combine(_folder, "spark");
        Write(Path.Combine(home, "bin/spark-submit"), "exit 1");
        Directory.CreateDirectory(Path.Combine(home, "jars"));
        File.WriteAllText(Path.Combine(home, $"jars/spark-core_{jar}.jar"), "");
        return home;
    }

    private string Java(string version)
    {
        string home = Path.Combine(_folder, $"java-{version}");
        Write(Path.Combine(home, "bin/java"), $"echo 'openjdk version \"{version}\" 2025-04-15' >&2");
        return home;
    }

    private static void Write(string path, string body)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static NUnit.Framework.Constraints.ContainsConstraint Refuses(string message) =>
        Throws.InstanceOf<WrongUseException>().With.Message.Contain(message).And.Message.Not.Contain("\n");
}
