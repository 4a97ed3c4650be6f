using System.Runtime.Versioning;
using LoanDefault.Core.Errors;
using LoanDefault.Spark.Gateway;

namespace LoanDefault.Tests.Spark.Gateway;

[SupportedOSPlatform("linux")]
public sealed class SparkProcessTests
{
    [Test]
    public void The_address_that_Spark_writes_is_port_and_secret()
    {
        GatewayAddress address = SparkProcess.ReadAddress([0, 0, 0x9C, 0x40, 0, 0, 0, 3, .. "abc"u8]);
        Assert.That(address, Is.EqualTo(new GatewayAddress(40000, "abc")));
    }

    [TestCase(new byte[0])]
    [TestCase(new byte[] { 0, 0, 1, 2, 0, 0, 0 })]
    [TestCase(new byte[] { 0, 0, 1, 2, 0, 0, 0, 9, 1 })]
    [TestCase(new byte[] { 0, 0, 1, 2, 0xFF, 0xFF, 0xFF, 0xFF })]
    public void An_address_in_another_form_is_refused(byte[] bytes) =>
        Assert.That(() => SparkProcess.ReadAddress(bytes), Throws.InstanceOf<GatewayException>());

    [Test]
    public void A_Spark_that_ends_at_once_is_reported_with_its_last_words()
    {
        using var spark = new FakeSparkHome("echo 'no Java here' >&2; exit 3");
        string log = Path.Combine(spark.Folder, "log");
        Assert.That(() => SparkProcess.Start(spark.Folder, [], log),
            Throws.InstanceOf<GatewayException>().With.Message.Contain("exit code 3").And.Message.Contain("no Java here").And.Message.Contain(log));
    }

    [Test]
    public void A_Spark_is_started_with_its_settings_and_ends_when_its_input_does()
    {
        // What spark-submit does, in a few words: tells its address by a file that appears complete, and waits for the end of its input.
        using var spark = new FakeSparkHome(
            """
            printf '%s\n' "$@" > "$SPARK_HOME/arguments"
            printf '\000\000\234\100\000\000\000\003abc' > "$_PYSPARK_DRIVER_CONN_INFO_PATH.tmp"
            mv "$_PYSPARK_DRIVER_CONN_INFO_PATH.tmp" "$_PYSPARK_DRIVER_CONN_INFO_PATH"
            cat > /dev/null
            touch "$SPARK_HOME/ended"
            """);
        using (SparkProcess process = SparkProcess.Start(spark.Folder, [new("spark.master", "local[2]")], Path.Combine(spark.Folder, "log")))
            Assert.That(process.Address, Is.EqualTo(new GatewayAddress(40000, "abc")));
        Assert.That(File.ReadAllLines(Path.Combine(spark.Folder, "arguments")), Is.EqualTo(new[] { "--conf", "spark.master=local[2]", "pyspark-shell" }));
        Assert.That(File.Exists(Path.Combine(spark.Folder, "ended")), Is.True);
    }

    [Test]
    public void A_folder_without_Spark_is_wrong_use()
    {
        string folder = Directory.CreateTempSubdirectory("loandefault-test-").FullName;
        Assert.That(() => SparkHome.Find(folder), Throws.InstanceOf<WrongUseException>().With.Message.Contain("SPARK_HOME"));
        Directory.Delete(folder);
    }

    /// <summary>A folder whose <c>spark-submit</c> is a script of the test's.</summary>
    private sealed class FakeSparkHome : IDisposable
    {
        public FakeSparkHome(string script)
        {
            Folder = Directory.CreateTempSubdirectory("loandefault-test-").FullName;
            string submit = SparkHome.SubmitOf(Folder);
            Directory.CreateDirectory(Path.GetDirectoryName(submit)!);
            File.WriteAllText(submit, "#!/bin/sh\n" + script + "\n");
            File.SetUnixFileMode(submit, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        public string Folder { get; }

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
