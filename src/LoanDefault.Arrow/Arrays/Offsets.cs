using System.Numerics;
using System.Runtime.InteropServices;

namespace LoanDefault.Arrow;

/// <summary>Checks offsets before anybody follows them.</summary>
internal static class Offsets
{
    /// <summary>Says what is wrong with offsets; null: they start at 0 or later, never fall and end within the data.</summary>
    /// <param name="offsets">One more than there are values, or none.</param>
    /// <param name="dataLength">How many bytes or values they point into.</param>
    public static string? Check<T>(ReadOnlySpan<T> offsets, long dataLength)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (offsets.IsEmpty)
            return null;
        if (T.IsNegative(offsets[0]))
            return "its offsets start below 0";
        if (Falls(offsets))
            return "an offset is smaller than the one before it";
        return offsets[^1] > T.CreateTruncating(dataLength) ? "its offsets end behind its data" : null;
    }

    // Compares each offset with the one before it, a vector at a time.
    private static bool Falls<T>(ReadOnlySpan<T> offsets)
        where T : unmanaged, IBinaryInteger<T>
    {
        int compared = 0;
        int pairs = offsets.Length - 1;
        ref T start = ref MemoryMarshal.GetReference(offsets);
        for (; compared <= pairs - Vector<T>.Count; compared += Vector<T>.Count)
        {
            if (Vector.GreaterThanAny(Vector.LoadUnsafe(ref start, (nuint)compared), Vector.LoadUnsafe(ref start, (nuint)compared + 1)))
                return true;
        }
        for (; compared < pairs; compared++)
        {
            if (offsets[compared] > offsets[compared + 1])
                return true;
        }
        return false;
    }
}
