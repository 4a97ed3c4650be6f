using System.Diagnostics;

namespace LoanDefault.Benchmarks.Kernels;

/// <summary>Measures ways to score the same rows in turn, as what disturbs the machine comes and goes; medians.</summary>
internal static class PeerTimes
{
    private const int SingleRows = 500;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(40);

    /// <summary>Microseconds a row of each peer.</summary>
    /// <param name="peers">The peers.</param>
    /// <param name="rows">How many rows they score.</param>
    /// <param name="repeats">Measurements of each.</param>
    public static double[] Batch(IReadOnlyList<IPeer> peers, int rows, int repeats)
    {
        var margins = new float[rows];
        return Measure(peers, repeats, rows, peer => peer.ScoreAll(margins));
    }

    /// <summary>Microseconds a row of each peer, a call a row.</summary>
    public static double[] Single(IReadOnlyList<IPeer> peers, int repeats) => Measure(peers, repeats, SingleRows, peer =>
    {
        for (int row = 0; row < SingleRows; row++)
            peer.ScoreOne(row);
    });

    private static double[] Measure(IReadOnlyList<IPeer> peers, int repeats, int rows, Action<IPeer> work)
    {
        var times = new double[peers.Count][];
        for (int i = 0; i < peers.Count; i++)
        {
            // Filled caches, and code that was compiled for good: that happens in the background, some calls later.
            times[i] = new double[repeats];
            long start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start) < WarmUp)
                Once(peers[i], work);
        }

        for (int repeat = 0; repeat < repeats; repeat++)
        {
            for (int i = 0; i < peers.Count; i++)
                times[i][repeat] = Once(peers[i], work) / rows;
        }

        return Array.ConvertAll(times, t => t.Order().ElementAt(repeats / 2));
    }

    private static double Once(IPeer peer, Action<IPeer> work)
    {
        long start = Stopwatch.GetTimestamp();
        int done = 0;
        do
        {
            work(peer);
            done++;
        }
        while (Stopwatch.GetElapsedTime(start) < Least);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / done;
    }
}
