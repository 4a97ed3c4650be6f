using System.Globalization;

namespace LoanDefault.Benchmarks.Kernels;

/// <summary>Prints what was measured as a Markdown table and notes which ratios miss their target.</summary>
internal sealed class KernelTable
{
    private readonly List<string> _missed = [];

    /// <summary>What was slower than wanted, one line each.</summary>
    public IReadOnlyList<string> Missed => _missed;

    public static void WriteHead() => Console.WriteLine(
        """
        | model | kernel | cores | batch | kernel, us/row | ONNX Runtime | XGBoost | to ONNX Runtime | target | to XGBoost | target |
        |---|---|---|---|---|---|---|---|---|---|---|
        """);

    /// <summary>A measurement: ours, ONNX Runtime's and, where it took part, XGBoost's microseconds a row.</summary>
    public void Write(string model, string kernel, int cores, int batch, double[] micros, double? runtimeTarget, double? xgboostTarget = null)
    {
        double toRuntime = micros[1] / micros[0];
        double? toXGBoost = micros.Length > 2 ? micros[2] / micros[0] : null;
        Console.WriteLine(
            $"| {model} | {kernel} | {cores} | {Number(batch, "N0")} | {Number(micros[0], "0.000")} | {Number(micros[1], "0.00")} | {(micros.Length > 2 ? Number(micros[2], "0.00") : "")} | "
            + $"{Number(toRuntime, "0.0")} | {Target(runtimeTarget)} | {(toXGBoost is { } ratio ? Number(ratio, "0.0") : "")} | {Target(xgboostTarget)} |");
        Note(model, kernel, cores, batch, "ONNX Runtime", toRuntime, runtimeTarget);
        if (toXGBoost is { } times)
            Note(model, kernel, cores, batch, "XGBoost", times, xgboostTarget);
    }

    private void Note(string model, string kernel, int cores, int batch, string peer, double ratio, double? target)
    {
        if (ratio < target)
            _missed.Add($"{model}, {kernel}, {cores} core(s), batch {batch}: {Number(ratio, "0.0")} times {peer}, wanted {Target(target)}");
    }

    private static string Target(double? target) => target is { } least ? $"at least {Number(least, "0")}" : "";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
