using LoanDefault.Cli.CommandLine;

namespace LoanDefault.Tests.Cli.CommandLine;

[TestFixture]
internal sealed class DriverStatusFileTests
{
    [Test]
    public void The_script_reads_the_process_and_then_how_it_ended()
    {
        string path = Path.GetTempFileName();
        var status = new DriverStatusFile(path);

        status.Began();
        Assert.That(File.ReadAllLines(path), Is.EqualTo(new[] { $"pid={Environment.ProcessId}" }));
        status.Stopping(143);
        status.Ended(143);

        Assert.That(File.ReadAllLines(path), Is.EqualTo(new[] { $"pid={Environment.ProcessId}", "stopping=143", "exit=143" }));
        File.Delete(path);
    }

    [Test]
    public void Without_a_script_or_its_file_the_command_goes_on()
    {
        Assert.DoesNotThrow(() => new DriverStatusFile(null).Began());
        Assert.DoesNotThrow(() => new DriverStatusFile("/nonexistent/status").Ended(0));
    }
}
