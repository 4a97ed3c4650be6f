using System.Diagnostics;
using LoanDefault.Benchmarks.Sides;

namespace LoanDefault.Tests.Benchmarks.Sides;

public sealed class ProcessTreeTests
{
    [Test]
    public void A_process_may_be_called_anything()
    {
        ProcessTree.Stat process = ProcessTree.Stat.Parse(
            7, "7 (a) b (c)) S 3 7 7 0 -1 4194304 100 200 0 0 21 4 900 900 20 0 1 0 12345 1000 10 18446744073709551615 0");

        Assert.That(process, Is.EqualTo(new ProcessTree.Stat(7, Parent: 3, Ticks: 25, Started: 12345)));
    }

    [Test]
    public void What_a_descendant_has_used_still_counts_when_it_has_ended()
    {
        // The inner shell computes, says so and waits to be told to end; then the outer one waits too.
        const string Script = "sh -c 'i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; echo done; read go'; echo ended; read go";
        using Process process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var tree = new ProcessTree(process.Id);
        Assert.That(process.StandardOutput.ReadLine(), Is.EqualTo("done"));
        double working = tree.CpuSeconds();

        process.StandardInput.WriteLine();
        Assert.That(process.StandardOutput.ReadLine(), Is.EqualTo("ended"));
        double ended = tree.CpuSeconds();
        process.StandardInput.WriteLine();
        process.WaitForExit();

        Assert.That(working, Is.GreaterThan(0));
        Assert.That(ended, Is.GreaterThanOrEqualTo(working));
    }
}
