using System.Numerics;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>Which of many floats are members of a set.</summary>
internal static unsafe class SetSearch
{
    // Beyond this, halving the set is less work than comparing with all of it.
    private const int MostCompared = 16;

    /// <summary>0 for members and NaN, 1 for all others.</summary>
    /// <param name="members">The set, sorted; no NaN.</param>
    /// <param name="values">The floats.</param>
    /// <param name="rows">How many; a multiple of 16.</param>
    /// <param name="found">Receives the answers.</param>
    public static void Search(float[] members, float* values, int rows, int* found)
    {
        if (members.Length <= MostCompared)
            Compare(members, values, rows, found);
        else
            Halve(members, values, rows, found);
    }

    private static void Compare(float[] members, float* values, int rows, int* found)
    {
        for (int row = 0; row < rows; row += Vector<float>.Count)
        {
            Vector<float> x = Vector.Load(values + row);
            Vector<int> isIn = ~Vector.Equals(x, x);
            foreach (float member in members)
                isIn |= Vector.Equals(x, new Vector<float>(member));
            Vector.Store(isIn + Vector<int>.One, found + row);
        }
    }

    private static void Halve(float[] members, float* values, int rows, int* found)
    {
        for (int row = 0; row < rows; row++)
            found[row] = float.IsNaN(values[row]) || Array.BinarySearch(members, values[row]) >= 0 ? 0 : 1;
    }
}
