using System.CommandLine;
using LoanDefault.Benchmarks.Data;

namespace LoanDefault.Benchmarks.Commands;

/// <summary><c>data --rows N --output DIR</c>: writes applications for the benchmark model.</summary>
internal static class DataCommand
{
    public static Command Create()
    {
        var rows = new Option<long>("--rows") { Description = "How many applications.", Required = true };
        var output = new Option<string>("--output") { Description = "The folder that applications.parquet is written to.", Required = true };
        var command = new Command("data", "write applications for the benchmark model") { rows, output };
        command.SetAction(result => Console.WriteLine(BenchData.Write(result.GetRequiredValue(rows), result.GetRequiredValue(output))));
        return command;
    }
}
