using System.CommandLine;
using LoanDefault.Benchmarks.Commands;

namespace LoanDefault.Benchmarks;

/// <summary>Where the program starts.</summary>
internal static class BenchmarkProgram
{
    private static int Main(string[] arguments)
    {
        var root = new RootCommand("Makes what benchmarks need, and measures the scoring run.")
        {
            ModelCommand.Create(),
            DataCommand.Create(),
            RunCommand.Create(),
            KernelsCommand.Create(),
            SparkCommand.Create(),
            SparkHostCommand.Create(),
        };
        return root.Parse(arguments).Invoke();
    }
}
