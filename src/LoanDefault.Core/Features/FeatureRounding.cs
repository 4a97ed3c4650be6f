using System.Numerics;

namespace LoanDefault.Core.Features;

/// <summary>The one place where features go from double to float.</summary>
internal static class FeatureRounding
{
    /// <summary>
    /// Rounds to the nearest float, ties to even. A finite double beyond the float range becomes the largest float of
    /// its sign, so that a feature is never infinite; every NaN becomes <see cref="float.NaN"/>.
    /// </summary>
    public static void Round(ReadOnlySpan<double> values, Span<float> destination)
    {
        destination = destination[..values.Length];
        int width = Vector<float>.Count, row = 0;
        for (; row <= values.Length - width; row += width)
            Round(values[row..]).CopyTo(destination[row..]);
        if (row == values.Length)
            return;
        Span<double> padded = stackalloc double[width];
        values[row..].CopyTo(padded);
        Span<float> last = stackalloc float[width];
        Round(padded).CopyTo(last);
        last[..(values.Length - row)].CopyTo(destination[row..]);
    }

    private static Vector<float> Round(ReadOnlySpan<double> values)
    {
        Vector<float> rounded = Vector.Narrow(
            Clamp(new Vector<double>(values)), Clamp(new Vector<double>(values[Vector<double>.Count..])));
        return Vector.ConditionalSelect(Vector.Equals(rounded, rounded), rounded, new Vector<float>(float.NaN));
    }

    private static Vector<double> Clamp(Vector<double> values)
    {
        var limit = new Vector<double>(float.MaxValue);
        values = Vector.ConditionalSelect(Vector.GreaterThan(values, limit), limit, values);
        return Vector.ConditionalSelect(Vector.LessThan(values, -limit), -limit, values);
    }
}
