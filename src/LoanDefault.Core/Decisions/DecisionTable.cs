using System.Numerics;
using System.Runtime.InteropServices;
using LoanDefault.Core.Numerics;

namespace LoanDefault.Core.Decisions;

/// <summary>A policy made ready for many rows. Immutable; safe to share between threads.</summary>
public sealed class DecisionTable
{
    // Far outside every sensible scorecard, far inside int.
    private const double PointsLimit = 1_000_000;

    // 1.5 * 2^52: adding it rounds a small number to a whole one, half to even, and leaves that in the lowest bits.
    private const double RoundToWhole = 6755399441055744;

    private readonly DecisionPolicy _policy;
    private readonly double _factor;
    private readonly double _offset;
    private readonly int[] _minimums;

    /// <summary>Prepares a policy.</summary>
    /// <param name="policy">A checked policy.</param>
    public DecisionTable(DecisionPolicy policy)
    {
        _policy = policy;
        _factor = policy.PointsToDoubleOdds / DeterministicMath.Log(2);
        _offset = policy.BasePoints - _factor * DeterministicMath.Log(policy.BaseOdds);
        _minimums = [.. policy.Bands.Select(b => b.MinimumPoints ?? int.MinValue)];
    }

    /// <summary>Scorecard points, rounded half to even.</summary>
    /// <param name="margin">Log odds of default; infinite ones give plus or minus a million points, NaN gives 0.</param>
    public int Points(double margin) =>
        (int)Math.Round(Math.Clamp(_offset - _factor * margin, -PointsLimit, PointsLimit), MidpointRounding.ToEven);

    /// <summary>The position of the band in <see cref="DecisionPolicy.Bands"/>.</summary>
    /// <param name="points">Scorecard points.</param>
    public int Band(int points)
    {
        int band = 0;
        while (points < _minimums[band])
            band++;
        return band;
    }

    /// <summary>The decision.</summary>
    /// <param name="points">Scorecard points.</param>
    public Decision Decide(int points) =>
        points >= _policy.ApproveAtOrAbove ? Decision.Approve
        : points < _policy.DeclineBelow ? Decision.Decline
        : Decision.Refer;

    /// <summary>Points, bands and decisions of many rows: what the functions for one row give.</summary>
    /// <param name="margins">Log odds of default.</param>
    /// <param name="points">Receives scorecard points; at least as long, as are the others.</param>
    /// <param name="bands">Receives positions in <see cref="DecisionPolicy.Bands"/>.</param>
    /// <param name="decisions">Receives decisions.</param>
    public void Decide(ReadOnlySpan<double> margins, Span<int> points, Span<byte> bands, Span<Decision> decisions)
    {
        int width = Vector<int>.Count, row = 0;
        Span<int> decisionNumbers = MemoryMarshal.Cast<Decision, int>(decisions);
        for (; row <= margins.Length - 4 * width; row += 4 * width)
        {
            Vector<int> first = Decide(margins, row, points, decisionNumbers);
            Vector<int> second = Decide(margins, row + width, points, decisionNumbers);
            Vector<int> third = Decide(margins, row + 2 * width, points, decisionNumbers);
            Vector<int> fourth = Decide(margins, row + 3 * width, points, decisionNumbers);
            Vector.AsVectorByte(Vector.Narrow(Vector.Narrow(first, second), Vector.Narrow(third, fourth))).CopyTo(bands[row..]);
        }

        for (; row < margins.Length; row++)
        {
            points[row] = Points(margins[row]);
            bands[row] = (byte)Band(points[row]);
            decisions[row] = Decide(points[row]);
        }
    }

    private Vector<int> Decide(ReadOnlySpan<double> margins, int row, Span<int> points, Span<int> decisions)
    {
        Vector<int> rounded = Vector.Narrow(
            RoundedPoints(new Vector<double>(margins[row..])),
            RoundedPoints(new Vector<double>(margins[(row + Vector<double>.Count)..])));
        rounded.CopyTo(points[row..]);
        // A comparison that holds is -1 in its lane; bands and cut-offs are in order, so counting those not reached finds them.
        Vector<int> decision = -(
            Vector.LessThan(rounded, new Vector<int>(_policy.ApproveAtOrAbove))
            + Vector.LessThan(rounded, new Vector<int>(_policy.DeclineBelow)));
        decision.CopyTo(decisions[row..]);
        Vector<int> band = Vector<int>.Zero;
        foreach (int minimum in _minimums)
            band -= Vector.LessThan(rounded, new Vector<int>(minimum));
        return band;
    }

    // The points in the lower half of each lane.
    private Vector<long> RoundedPoints(Vector<double> margins)
    {
        var limit = new Vector<double>(PointsLimit);
        Vector<double> points = new Vector<double>(_offset) - new Vector<double>(_factor) * margins;
        points = Vector.ConditionalSelect(Vector.GreaterThan(points, limit), limit, points);
        points = Vector.ConditionalSelect(Vector.LessThan(points, -limit), -limit, points);
        points = Vector.ConditionalSelect(Vector.Equals(points, points), points, Vector<double>.Zero);
        return Vector.AsVectorInt64(points + new Vector<double>(RoundToWhole));
    }
}
