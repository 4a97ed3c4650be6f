using System.Globalization;

namespace LoanDefault.Benchmarks.Sides;

/// <summary>
/// A process with all that descends from it, and the processor time that they have used together. What has ended counts as it
/// was last seen, so a process that starts and ends between two looks is missed. Linux only. Safe for several threads.
/// </summary>
internal sealed class ProcessTree(int root)
{
    // USER_HZ, which is 100 on every Linux of this architecture.
    private const double TicksPerSecond = 100;

    private readonly Lock _lock = new();
    private readonly Dictionary<(int Id, long Started), long> _ticks = [];

    /// <summary>Processor seconds so far, user and system, of every process that was ever seen.</summary>
    public double CpuSeconds()
    {
        lock (_lock)
        {
            Look();
            return _ticks.Values.Sum() / TicksPerSecond;
        }
    }

    private void Look()
    {
        Stat[] running = [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Select(Read).OfType<Stat>()];
        var members = running.Where(s => s.Id == root || _ticks.ContainsKey(s.Key)).Select(s => s.Id).ToHashSet();
        // A child may come before its parent.
        for (int known = 0; known != members.Count;)
        {
            known = members.Count;
            members.UnionWith(running.Where(s => members.Contains(s.Parent)).Select(s => s.Id));
        }
        foreach (Stat process in running.Where(s => members.Contains(s.Id)))
            _ticks[process.Key] = process.Ticks;
    }

    private static Stat? Read(string? id)
    {
        if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            return null;
        try
        {
            return Stat.Parse(number, File.ReadAllText($"/proc/{number}/stat"));
        }
        catch (IOException)
        {
            // It has just ended.
            return null;
        }
    }

    /// <summary>A process as <c>/proc/ID/stat</c> tells it (proc_pid_stat(5)).</summary>
    internal sealed record Stat(int Id, int Parent, long Ticks, long Started)
    {
        public (int Id, long Started) Key => (Id, Started);

        public static Stat Parse(int id, string text)
        {
            // The name, which comes before, may hold spaces and brackets. Fields count from the state, which is the third.
            string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            long Field(int number) => long.Parse(fields[number - 3], CultureInfo.InvariantCulture);
            return new Stat(id, (int)Field(4), Field(14) + Field(15), Field(22));
        }
    }
}
