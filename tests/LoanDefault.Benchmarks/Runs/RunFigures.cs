using System.Text.Json;

namespace LoanDefault.Benchmarks.Runs;

/// <summary>What one scoring run cost, as its own summary says.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="CpuSeconds">Processor time of the whole process.</param>
/// <param name="PeakMemoryBytes">The largest resident set.</param>
/// <param name="CpuByShare">Processor seconds by what they were spent on.</param>
internal sealed record RunFigures(
    long Rows, double Seconds, double CpuSeconds, long PeakMemoryBytes, IReadOnlyDictionary<string, double> CpuByShare)
{
    /// <summary>Processor seconds of everything but the model.</summary>
    public double OverheadSeconds => CpuSeconds - CpuByShare["model"];

    /// <summary>The same without the audit and the search for duplicates.</summary>
    public double BareOverheadSeconds => OverheadSeconds - CpuByShare["audit"] - CpuByShare["duplicates"];

    /// <summary>Reads the object that <c>loandefault score --json</c> prints.</summary>
    public static RunFigures Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        JsonElement run = document.RootElement;
        return new RunFigures(
            run.GetProperty("rows_read").GetInt64(),
            run.GetProperty("seconds").GetDouble(),
            run.GetProperty("cpu_seconds").GetDouble(),
            run.GetProperty("peak_memory_bytes").GetInt64(),
            run.GetProperty("cpu_seconds_by_share").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble()));
    }
}
