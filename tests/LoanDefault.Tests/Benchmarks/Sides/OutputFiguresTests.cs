using LoanDefault.Benchmarks.Data;
using LoanDefault.Benchmarks.Sides;

namespace LoanDefault.Tests.Benchmarks.Sides;

[NonParallelizable]
public sealed class OutputFiguresTests
{
    [Test]
    public void Rows_and_sums_are_those_of_the_files()
    {
        string folder = Directory.CreateTempSubdirectory("loandefault-").FullName;
        BenchData.Write(rows: 1000, Path.Combine(folder, "below"), isFlawed: true);

        OutputFigures found = OutputFigures.Read(folder, "x00");

        Directory.Delete(folder, recursive: true);
        Assert.That(found.Rows, Is.EqualTo(1000));
        Assert.That(found.Sum, Is.EqualTo(1e9).Within(1000), "one value is out of range, the others are below 1");
    }

    [TestCase(10, 1.0 + 1e-7, true)]
    [TestCase(10, 1.0 + 1e-5, false)]
    [TestCase(9, 1.0, false)]
    public void Sides_that_wrote_something_else_are_not_compared(long rows, double sum, bool isEqual)
    {
        void Compare() => OutputFigures.RequireEqual("work", new OutputFigures(rows, sum), new OutputFigures(10, 1.0));

        Assert.That(Compare, isEqual ? Throws.Nothing : Throws.InvalidOperationException.With.Message.Contains("nothing can be compared"));
    }
}
