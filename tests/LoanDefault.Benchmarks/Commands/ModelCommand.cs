using System.CommandLine;
using LoanDefault.Benchmarks.Data;

namespace LoanDefault.Benchmarks.Commands;

/// <summary><c>model --output DIR</c>: trains the benchmark model.</summary>
internal static class ModelCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--output") { Description = "The folder of the model package; replaced.", Required = true };
        var command = new Command("model", "train the benchmark model: 500 trees of depth 6 on 40 features") { output };
        command.SetAction(result =>
        {
            var directory = result.GetRequiredValue(output);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(directory))!);
            var package = BenchModel.Train();
            package.Write(directory, overwrite: true);
            Console.WriteLine($"{directory}: {package.Manifest.Name} {package.Manifest.Version}, {package.Files.Sum(f => f.Value.Length) / 1024} KiB");
        });
        return command;
    }
}
