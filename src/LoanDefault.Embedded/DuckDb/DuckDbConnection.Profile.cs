using System.Globalization;
using LoanDefault.Embedded.Native;

namespace LoanDefault.Embedded.DuckDb;

public sealed partial class DuckDbConnection
{
    /// <summary>Has the engine measure its operators from the next statement on, or stop doing so.</summary>
    /// <exception cref="DuckDbException">The engine refuses.</exception>
    public void MeasureOperators(bool measures)
    {
        if (!measures)
        {
            Execute("PRAGMA disable_profiling");
            return;
        }

        Execute("SET enable_profiling = 'no_output'");
        Execute("""SET custom_profiling_settings = '{"OPERATOR_TYPE": "true", "OPERATOR_TIMING": "true"}'""");
    }

    /// <summary>
    /// What the operators of the last statement took, in seconds summed over threads; empty when nothing was measured.
    /// </summary>
    public IReadOnlyList<(string Operator, double Seconds)> ReadOperatorTimes()
    {
        var times = new List<(string, double)>();
        Collect(NativeMethods.GetProfilingInfo(_handle), times);
        return times;
    }

    private static void Collect(nint info, List<(string Operator, double Seconds)> times)
    {
        if (info == nint.Zero)
            return;
        if (Value(info, "OPERATOR_TYPE") is { } type && Value(info, "OPERATOR_TIMING") is { } seconds)
            times.Add((type, double.Parse(seconds, CultureInfo.InvariantCulture)));
        for (ulong child = 0; child < NativeMethods.ProfilingInfoChildCount(info); child++)
            Collect(NativeMethods.ProfilingInfoChild(info, child), times);
    }

    private static string? Value(nint info, string key)
    {
        using var value = new ValueHandle(NativeMethods.ProfilingInfoGetValue(info, key));
        return value.IsInvalid ? null : NativeCheck.TakeText(NativeMethods.ValueText(value));
    }
}
