using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>Walks rows from where they leave the complete levels of a deep tree down to their leaves, and adds these.</summary>
/// <remarks>
/// A vector's bytes are packed from four vectors of floats: of each run of 16 bytes, four after four belong to rows a
/// quarter of the vector apart. A run of eight is so two runs of four rows.
/// </remarks>
internal static unsafe class DeepWalk
{
    /// <summary>Walks one row after the other.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="ways">The rows' ways through the complete levels, in the order of codes.</param>
    /// <param name="rows">How many rows: a vector of bytes.</param>
    /// <param name="codes">The rows' codes in plane 0.</param>
    /// <param name="sums">The rows' first sum.</param>
    public static void AddPortable(in CompleteTree tree, byte* ways, int rows, byte* codes, float* sums)
    {
        for (int i = 0; i < rows; i++)
        {
            int at = tree.Exits[ways[i]], before;
            do
            {
                before = at;
                DeepNode node = tree.Nodes[at];
                at = node.Low + (codes[(node.Question >> 8) + i] > (byte)node.Question ? 1 : 0);
            }
            while (at != before);

            float* weight = tree.Weights + at;
            for (int vote = 0; vote < tree.Votes; vote++, weight += tree.NodeCount)
                sums[tree.Sums[vote] + RowOf(i, rows)] += *weight;
        }
    }

    /// <summary>Walks 32 rows at a time; parameters as of <see cref="AddPortable"/>.</summary>
    public static void AddAvx2(in CompleteTree tree, byte* ways, int rows, byte* codes, float* sums)
    {
        for (int first = 0; first < rows; first += 32)
        {
            Vector256<int> places = Vector256<int>.Indices + Vector256.Create(first);
            Vector256<int> at0 = Start(tree, ways + first), at1 = Start(tree, ways + first + 8);
            Vector256<int> at2 = Start(tree, ways + first + 16), at3 = Start(tree, ways + first + 24);
            for (int level = 0; level < tree.LevelsBelow; level++)
            {
                Vector256<int> next0 = Next(tree.Nodes, at0, codes, places), next1 = Next(tree.Nodes, at1, codes + 8, places);
                Vector256<int> next2 = Next(tree.Nodes, at2, codes + 16, places), next3 = Next(tree.Nodes, at3, codes + 24, places);
                bool isThere = ((next0 ^ at0) | (next1 ^ at1) | (next2 ^ at2) | (next3 ^ at3)) == Vector256<int>.Zero;
                (at0, at1, at2, at3) = (next0, next1, next2, next3);
                if (isThere)
                    break;
            }

            AddWeights(tree, at0, first, rows, sums);
            AddWeights(tree, at1, first + 8, rows, sums);
            AddWeights(tree, at2, first + 16, rows, sums);
            AddWeights(tree, at3, first + 24, rows, sums);
        }
    }

    /// <summary>Adds the leaves that 32 rows reach.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="leaves">The number of each row's leaf, in the order of codes.</param>
    /// <param name="sums">The rows' first sum.</param>
    public static void AddLeavesAvx2(in MaskTree tree, int* leaves, float* sums)
    {
        float* weights = tree.Weights;
        for (int vote = 0; vote < tree.Votes; vote++, weights += tree.WeightCount)
        {
            for (int first = 0; first < 32; first += 8)
                AddRuns(Avx2.GatherVector256(weights, Vector256.Load(leaves + first), sizeof(float)), sums + tree.Sums[vote] + RowOf(first, 32), 32);
        }
    }

    /// <summary>The row that a place in a vector of codes belongs to.</summary>
    private static int RowOf(int place, int rows) => place % 16 / 4 * (rows / 4) + place / 16 * 4 + place % 4;

    private static Vector256<int> Start(in CompleteTree tree, byte* ways) =>
        Avx2.GatherVector256(tree.Exits, Avx2.ConvertToVector256Int32(ways), sizeof(int));

    private static Vector256<int> Next(DeepNode* nodes, Vector256<int> at, byte* codes, Vector256<int> places)
    {
        // Four nodes of eight bytes each, twice; then their halves apart.
        Vector256<float> first = Avx2.GatherVector256((long*)nodes, at.GetLower(), sizeof(long)).AsSingle();
        Vector256<float> second = Avx2.GatherVector256((long*)nodes, at.GetUpper(), sizeof(long)).AsSingle();
        Vector256<int> questions = Avx2.Permute4x64(Avx.Shuffle(first, second, 0b10_00_10_00).AsInt64(), 0b11_01_10_00).AsInt32();
        Vector256<int> low = Avx2.Permute4x64(Avx.Shuffle(first, second, 0b11_01_11_01).AsInt64(), 0b11_01_10_00).AsInt32();
        Vector256<int> bytes = Avx2.GatherVector256((int*)codes, (questions >>> 8) + places, 1) & Vector256.Create(0xFF);
        return low - Vector256.GreaterThan(bytes, questions & Vector256.Create(0xFF));
    }

    private static void AddWeights(in CompleteTree tree, Vector256<int> leaves, int first, int rows, float* sums)
    {
        int row = RowOf(first, rows);
        float* weights = tree.Weights;
        for (int vote = 0; vote < tree.Votes; vote++, weights += tree.NodeCount)
        {
            AddRuns(Avx2.GatherVector256(weights, leaves, sizeof(float)), sums + tree.Sums[vote] + row, rows);
        }
    }

    private static void AddRuns(Vector256<float> values, float* sum, int rows)
    {
        (Vector128.Load(sum) + values.GetLower()).Store(sum);
        (Vector128.Load(sum + rows / 4) + values.GetUpper()).Store(sum + rows / 4);
    }
}
