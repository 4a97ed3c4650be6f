using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>One selection of bits: where the question's mask is set those of one mask, elsewhere those of the other.</summary>
/// <param name="Question">The slot of the question's mask.</param>
/// <param name="High">The slot of the mask that is taken where it is set.</param>
/// <param name="Low">The slot of the mask that is taken elsewhere.</param>
/// <param name="Result">The slot of the result.</param>
internal readonly record struct MaskStep(ushort Question, ushort High, ushort Low, ushort Result);

/// <summary>
/// A tree as selections of masks: from the leaves up, each bit of the number of the leaf that a row reaches is selected by the
/// row's answers. A bit that is the same in all leaves below a node needs no selection. Leaves are numbered so that this is often
/// so: those below a node begin at a multiple of a power of two that is no less than the room they take. A whole tree of n leaves
/// then needs about n selections.
/// </summary>
internal sealed class MaskSteps
{
    private readonly Tree _tree;
    private readonly CodePlan _plan;
    private readonly Func<CodeCut, int> _slotOf;
    private readonly int _firstFree;
    private readonly Stack<ushort> _free = [];
    private readonly List<MaskStep> _steps = [];
    private readonly List<(int Number, int Position)> _leaves = [];
    private readonly int[] _rooms;
    private readonly int _bits;
    private int _nextFree;

    /// <summary>Makes the steps.</summary>
    /// <param name="tree">The tree; at most 1,000 levels deep.</param>
    /// <param name="plan">The model's codes.</param>
    /// <param name="slotOf">Where the mask of a question is.</param>
    /// <param name="firstFree">The first slot that steps may write to; all above are free.</param>
    public MaskSteps(Tree tree, CodePlan plan, Func<CodeCut, int> slotOf, int firstFree)
    {
        _tree = tree;
        _plan = plan;
        _slotOf = slotOf;
        _firstFree = _nextFree = firstFree;
        _rooms = RoomsOf(tree);
        _bits = Math.Max(1, BitsOf(_rooms[0]));
        Number = Select(0, first: 0);
    }

    /// <summary>The slots of the bits of the leaf's number, lowest first.</summary>
    public ushort[] Number { get; }

    /// <summary>The steps in order.</summary>
    public IReadOnlyList<MaskStep> Steps => _steps;

    /// <summary>The leaves' numbers and their positions in the tree.</summary>
    public IReadOnlyList<(int Number, int Position)> Leaves => _leaves;

    /// <summary>The first slot above all that are written to.</summary>
    public int EndOfSlots => _nextFree;

    private static int BitsOf(int room) => 32 - int.LeadingZeroCount(room - 1);

    // How many numbers the leaves below each node take, with the gaps between them; children stand behind their parents.
    private static int[] RoomsOf(Tree tree)
    {
        var rooms = new int[tree.Nodes.Count];
        for (int i = rooms.Length - 1; i >= 0; i--)
        {
            TreeNode node = tree.Nodes[i];
            rooms[i] = node.IsLeaf ? 1 : SecondOf(rooms[node.TrueChild], rooms[node.FalseChild]) + Math.Min(rooms[node.TrueChild], rooms[node.FalseChild]);
        }

        return rooms;
    }

    // Where the smaller of two begins behind the larger.
    private static int SecondOf(int one, int other)
    {
        int step = 1 << BitsOf(Math.Min(one, other));
        return (Math.Max(one, other) + step - 1) / step * step;
    }

    private ushort[] Select(int position, int first)
    {
        TreeNode node = _tree.Nodes[position];
        if (node.IsLeaf)
        {
            var number = new ushort[_bits];
            for (int bit = 0; bit < _bits; bit++)
                number[bit] = (ushort)(first >> bit & 1);
            _leaves.Add((first, position));
            return number;
        }

        CodeCut cut = _plan.CutOf(node);
        (int lowChild, int highChild) = cut.LowIsTrue ? (node.TrueChild, node.FalseChild) : (node.FalseChild, node.TrueChild);
        int second = first + SecondOf(_rooms[lowChild], _rooms[highChild]);
        bool lowIsFirst = _rooms[lowChild] >= _rooms[highChild];
        ushort[] low = Select(lowChild, lowIsFirst ? first : second);
        ushort[] high = Select(highChild, lowIsFirst ? second : first);
        ushort question = (ushort)_slotOf(cut);
        for (int bit = 0; bit < _bits; bit++)
            low[bit] = Select(question, high[bit], low[bit]);
        return low;
    }

    private ushort Select(ushort question, ushort high, ushort low)
    {
        if (high == low)
            return low;
        if (low == MaskTrees.Clear && high == MaskTrees.Set)
            return question;
        Release(high);
        Release(low);
        ushort result = _free.Count > 0 ? _free.Pop() : (ushort)_nextFree++;
        _steps.Add(new MaskStep(question, high, low, result));
        return result;
    }

    // Every result is used once, by the node above.
    private void Release(ushort slot)
    {
        if (slot >= _firstFree)
            _free.Push(slot);
    }
}
