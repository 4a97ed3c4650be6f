using System.CommandLine;
using LoanDefault.Benchmarks.Data;
using LoanDefault.Benchmarks.Runs;

namespace LoanDefault.Benchmarks.Commands;

/// <summary><c>run</c>: measures whole scoring runs of the published program; medians of several.</summary>
internal static class RunCommand
{
    private const string Folder = "artifacts/bench";

    public static Command Create()
    {
        var program = new Option<string>("--program")
        {
            Description = "The published program.",
            DefaultValueFactory = _ => "artifacts/bin/loandefault/loandefault",
        };
        var rows = new Option<long>("--rows") { Description = "Rows of the small run.", DefaultValueFactory = _ => 1_000_000 };
        var more = new Option<long>("--more-rows")
        {
            Description = "Rows of the large run, for the cost of one more row.",
            DefaultValueFactory = _ => 11_000_000,
        };
        var repeats = new Option<int>("--repeats") { Description = "Runs of each kind; the median is reported.", DefaultValueFactory = _ => 3 };
        var command = new Command("run", "measure the scoring run with the reference and the benchmark model") { program, rows, more, repeats };
        command.SetAction(result => Measure(
            new ScoringCommand(result.GetRequiredValue(program)),
            result.GetValue(rows),
            result.GetValue(more),
            result.GetValue(repeats)));
        return command;
    }

    private static void Measure(ScoringCommand program, long rows, long moreRows, int repeats)
    {
        string small = Applications(program, rows), large = Applications(program, moreRows);
        string bench = Path.Combine(Folder, $"bench-{rows}");
        if (!Directory.Exists(bench))
            BenchData.Write(rows, bench);

        RunTable.WriteHead();
        RunFigures few = null!, many = null!;
        // The kernels last: what a run costs beside the model is told of them.
        foreach (string scorer in (string[])["onnxruntime", "kernel"])
        {
            few = Median(repeats, () => program.Score(small, "models/reference", scorer));
            RunTable.Write("reference", scorer, few);
            many = Median(repeats, () => program.Score(large, "models/reference", scorer));
            RunTable.Write("reference", scorer, many);
            RunTable.Write("bench", scorer, Median(repeats, () => program.Score(bench, "artifacts/models/bench", scorer)));
        }

        RunTable.WriteSlope(few, many);
    }

    private static string Applications(ScoringCommand program, long rows)
    {
        string folder = Path.Combine(Folder, $"applications-{rows}");
        if (!File.Exists(Path.Combine(folder, "_SUCCESS")))
            program.Generate(rows, folder);
        return folder;
    }

    // By processor time, which other programs on the machine disturb least.
    private static RunFigures Median(int repeats, Func<RunFigures> run) =>
        Enumerable.Range(0, repeats).Select(_ => run()).OrderBy(r => r.CpuSeconds).ElementAt(repeats / 2);
}
