using System.CommandLine;
using LoanDefault.Benchmarks.Kernels;
using LoanDefault.Modeling.XGBoost;

namespace LoanDefault.Benchmarks.Commands;

/// <summary><c>kernels</c>: the kernels beside ONNX Runtime and XGBoost, in one process and in turn.</summary>
internal static class KernelsCommand
{
    private static readonly int[] Trees = [300, 500, 1000];
    private static readonly int[] Depths = [4, 6, 8, 10, 0];
    private static readonly int[] Features = [22, 40, 200];

    public static Command Create()
    {
        var repeats = new Option<int>("--repeats") { Description = "Measurements of each; medians are printed.", DefaultValueFactory = _ => 7 };
        var all = new Option<bool>("--all") { Description = "Every combination of trees, depth and features, not one changed at a time." };
        var only = new Option<string>("--only") { Description = "Only models whose name holds this text, such as '255 leaves'.", DefaultValueFactory = _ => "" };
        var check = new Option<bool>("--check") { Description = "End with 1 when a ratio misses its target." };
        var command = new Command("kernels", "measure the kernels beside ONNX Runtime and XGBoost on random models") { repeats, all, only, check };
        command.SetAction(result =>
        {
            XGBoostLibrary.Load();
            var table = new KernelTable();
            var comparison = new KernelComparison(result.GetValue(repeats), table);
            string part = result.GetValue(only)!;
            if (part.Length == 0)
                comparison.WriteLoadTime();
            Console.WriteLine();
            KernelTable.WriteHead();
            foreach (ModelShape shape in (result.GetValue(all) ? All() : OneAtATime()).Where(s => s.Name.Contains(part, StringComparison.Ordinal)))
                comparison.Compare(shape);
            if (part.Length == 0)
                comparison.ComparePaths();
            foreach (string line in table.Missed)
                Console.Error.WriteLine(line);
            return result.GetValue(check) && table.Missed.Count > 0 ? 1 : 0;
        });
        return command;
    }

    private static IEnumerable<ModelShape> All() =>
        from trees in Trees
        from depth in Depths
        from features in Features
        select new ModelShape(trees, depth, features);

    private static IEnumerable<ModelShape> OneAtATime() => All().Where(shape =>
        new[] { shape.Trees != KernelComparison.Center.Trees, shape.Depth != KernelComparison.Center.Depth, shape.Features != KernelComparison.Center.Features }.Count(differs => differs) <= 1);
}
