using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>A node's question in codes: a row goes low when its code in the plane is at most the limit.</summary>
/// <param name="Plane">Which plane.</param>
/// <param name="Limit">The largest code that goes low.</param>
/// <param name="LowIsTrue">Whether low is the true child; otherwise it is the false one.</param>
internal readonly record struct CodeCut(int Plane, byte Limit, bool LowIsTrue);

/// <summary>One byte a row, made of one feature.</summary>
/// <remarks>
/// Of a feature with cuts, sorted, a plane covers those from <see cref="First"/> on, at most <see cref="MostCuts"/>:
/// code(x) = min(max(cuts &lt;= x - First, 0), 254). Whether x is below the cut First + j is then whether code(x) &lt;= j.
/// Of a set, code(x) is 0 for a member and 1 for any other value. NaN is 0 or 255, as <see cref="MissingIsHigh"/> says.
/// </remarks>
/// <param name="Feature">The feature.</param>
/// <param name="First">The first cut that the plane covers.</param>
/// <param name="MissingIsHigh">Whether NaN is above every limit; otherwise below.</param>
/// <param name="Members">The set, sorted; null in a plane of cuts.</param>
internal sealed record CodePlane(int Feature, int First, bool MissingIsHigh, float[]? Members)
{
    /// <summary>How many cuts a plane covers: codes 0 to 254; 255 is NaN's.</summary>
    public const int MostCuts = 254;

    /// <summary>The code of a NaN that is above every limit.</summary>
    public const int MissingHigh = 255;
}

/// <summary>
/// How a model's questions become comparisons of bytes: per feature the distinct cuts, the planes that hold a row's position
/// among them, and each node's plane and limit. Exact: a comparison of codes gives what the comparison of floats gives.
/// </summary>
internal sealed class CodePlan
{
    private readonly List<CodePlane> _planes = [];
    private readonly Dictionary<(int Feature, bool MissingIsHigh, string Members), int> _sets = [];
    private readonly float[][] _cuts;

    // By feature: for each run of cuts the plane where missing is low and the one where it is high, plus 1; 0 for none.
    private readonly int[][] _planesOfCuts;

    /// <summary>Plans a model.</summary>
    public CodePlan(TreeEnsemble ensemble)
    {
        _cuts = CutsOf(ensemble);
        _planesOfCuts = Array.ConvertAll(_cuts, cuts => new int[2 * (cuts.Length / CodePlane.MostCuts + 1)]);
        foreach (Tree tree in ensemble.Trees)
        {
            foreach (TreeNode node in tree.Nodes.Where(n => !n.IsLeaf))
                CutOf(node);
        }
    }

    /// <summary>The planes.</summary>
    public IReadOnlyList<CodePlane> Planes => _planes;

    /// <summary>A feature's cuts, sorted and distinct; the last may be NaN, which stands for a cut above infinity.</summary>
    public ReadOnlySpan<float> Cuts(int feature) => _cuts[feature];

    /// <summary>A branch's question in codes.</summary>
    public CodeCut CutOf(TreeNode node)
    {
        if (Cut.IsSet(node.Rule))
        {
            float[] members = Cut.MembersOf(node);
            bool inIsTrue = node.Rule != SplitRule.NotEqual;
            // NaN equals nothing, so that it is a yes where the question is whether the value differs.
            bool missingIsTrue = node.MissingIsTrue || !inIsTrue;
            return new CodeCut(SetPlane(new CodePlane(node.Feature, 0, missingIsTrue != inIsTrue, members)), 0, inIsTrue);
        }

        bool lowIsTrue = node.Rule is SplitRule.Less or SplitRule.LessOrEqual;
        int cut = Position(_cuts[node.Feature], Cut.Of(node.Rule, node.Threshold));
        int first = cut - cut % CodePlane.MostCuts;
        return new CodeCut(CutPlane(node.Feature, first, node.MissingIsTrue != lowIsTrue), (byte)(cut - first), lowIsTrue);
    }

    private static float[][] CutsOf(TreeEnsemble ensemble)
    {
        var cuts = new HashSet<float>[ensemble.FeatureCount];
        foreach (TreeNode node in ensemble.Trees.SelectMany(t => t.Nodes))
        {
            if (!node.IsLeaf && !Cut.IsSet(node.Rule))
                (cuts[node.Feature] ??= []).Add(Cut.Of(node.Rule, node.Threshold));
        }

        // Arrays sort NaN first; here it is the largest.
        return Array.ConvertAll(cuts, set => set is null ? [] : set.OrderBy(float.IsNaN).ThenBy(c => c).ToArray());
    }

    private static int Position(float[] cuts, float cut) =>
        float.IsNaN(cut) ? cuts.Length - 1 : Array.BinarySearch(cuts, 0, float.IsNaN(cuts[^1]) ? cuts.Length - 1 : cuts.Length, cut);

    private int CutPlane(int feature, int first, bool missingIsHigh)
    {
        ref int position = ref _planesOfCuts[feature][2 * (first / CodePlane.MostCuts) + (missingIsHigh ? 1 : 0)];
        if (position == 0)
        {
            _planes.Add(new CodePlane(feature, first, missingIsHigh, null));
            position = _planes.Count;
        }

        return position - 1;
    }

    private int SetPlane(CodePlane plane)
    {
        (int, bool, string) key = (plane.Feature, plane.MissingIsHigh, string.Join(';', plane.Members!));
        if (!_sets.TryGetValue(key, out int position))
        {
            _sets.Add(key, position = _planes.Count);
            _planes.Add(plane);
        }

        return position;
    }
}
