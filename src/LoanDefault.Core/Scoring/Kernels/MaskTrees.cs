using System.Runtime.CompilerServices;
using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>
/// Deep trees for 512 rows at a time: each question's answers as a mask of one bit a row, then selections of masks
/// (<see cref="MaskSteps"/>), then the leaves' weights by number. Exact, and its cost is that of the nodes, not of the levels.
/// </summary>
/// <remarks>
/// Trained models ask the same questions in many trees: their masks are made once for all trees where they stay in the second
/// cache, else tree by tree.
/// </remarks>
internal sealed unsafe class MaskTrees : IDisposable
{
    /// <summary>The rows of a mask.</summary>
    public const int Rows = 512;

    /// <summary>The slot whose bits are all clear.</summary>
    public const ushort Clear = 0;

    /// <summary>The slot whose bits are all set.</summary>
    public const ushort Set = 1;

    /// <summary>The bytes of a mask.</summary>
    public const int MaskBytes = Rows / 8;

    private const int FirstQuestion = 2;

    // As many as stay in a second cache of two megabytes beside the codes.
    private const int MostSharedQuestions = 24 * 1024;
    private const int MostLeaves = 4096;
    private const int MostStepsOfTree = 16 * 1024;
    private const int MostBits = 16;
    private const int Alignment = 64;

    private readonly AlignedMemory _memory;
    private readonly MaskTree[] _trees;
    private readonly MaskQuestion[] _shared;

    private MaskTrees(MaskTree[] trees, MaskQuestion[] shared, AlignedMemory memory, int slots)
    {
        _trees = trees;
        _shared = shared;
        _memory = memory;
        ScratchBytes = (long)slots * MaskBytes;
    }

    /// <summary>The scratch memory that it needs, in bytes.</summary>
    public long ScratchBytes { get; }

    /// <summary>Lays out a model's deep trees.</summary>
    /// <param name="ensemble">The model.</param>
    /// <param name="plan">Its codes.</param>
    /// <returns>The trees; null where none is deep.</returns>
    public static MaskTrees? Of(TreeEnsemble ensemble, CodePlan plan)
    {
        Tree[] deep = [.. ensemble.Trees.Where(IsDeep)];
        if (deep.Length == 0)
            return null;
        Dictionary<CodeCut, int>? shared = SharedOf(deep, plan);
        var steps = new MaskSteps?[ensemble.Trees.Count];
        var own = new Dictionary<CodeCut, int>[ensemble.Trees.Count];
        int slots = FirstQuestion;
        for (int i = 0; i < steps.Length; i++)
        {
            if (!IsDeep(ensemble.Trees[i]))
                continue;
            own[i] = shared ?? QuestionsOf([ensemble.Trees[i]], plan, int.MaxValue)!;
            Dictionary<CodeCut, int> questions = own[i];
            var made = new MaskSteps(ensemble.Trees[i], plan, cut => questions[Key(cut)], FirstQuestion + questions.Count);
            if (made.Steps.Count > MostStepsOfTree || made.EndOfSlots > ushort.MaxValue || made.Number.Length > MostBits)
                continue;
            steps[i] = made;
            slots = Math.Max(slots, made.EndOfSlots);
        }

        return Place(ensemble, steps, shared is null ? own : [], shared, slots);
    }

    /// <summary>Whether a tree is evaluated here.</summary>
    public bool Has(int tree) => _trees[tree].Bits > 0;

    /// <summary>Prepares the scratch memory for a chunk: the masks that all trees share.</summary>
    /// <param name="scratch">Memory of <see cref="ScratchBytes"/> at a 64-byte boundary.</param>
    /// <param name="codes">The rows' codes in plane 0; a plane has <see cref="Rows"/> places.</param>
    public void Begin<TLanes, TBytes>(byte* scratch, byte* codes)
        where TLanes : IByteLanes<TBytes>
        where TBytes : unmanaged
    {
        new Span<byte>(scratch, MaskBytes).Clear();
        new Span<byte>(scratch + MaskBytes, MaskBytes).Fill(byte.MaxValue);
        fixed (MaskQuestion* questions = _shared)
            Ask<TLanes, TBytes>(questions, _shared.Length, scratch, codes);
    }

    /// <summary>Adds a tree to the sums of a chunk.</summary>
    /// <param name="tree">The tree's position in the model.</param>
    /// <param name="rows">How many rows, a multiple of the lanes' rows; at most <see cref="Rows"/>.</param>
    /// <param name="scratch">What <see cref="Begin"/> prepared.</param>
    /// <param name="codes">The rows' codes in plane 0.</param>
    /// <param name="sums">The rows' first sum.</param>
    [SkipLocalsInit]
    public void Add<TLanes, TBytes>(int tree, int rows, byte* scratch, byte* codes, float* sums)
        where TLanes : IByteLanes<TBytes>
        where TBytes : unmanaged
    {
        ref readonly MaskTree placed = ref _trees[tree];
        Ask<TLanes, TBytes>(placed.Questions, placed.QuestionCount, scratch, codes);
        MaskEvaluation.Select(placed, scratch);
        int* leaves = stackalloc int[Rows];
        MaskEvaluation.Number<TLanes, TBytes>(placed, scratch, leaves);
        for (int row = 0; row < rows; row += TLanes.Rows)
            TLanes.AddLeaves(placed, leaves + row, sums + row);
    }

    public void Dispose() => _memory.Dispose();

    private static bool IsDeep(Tree tree) => tree.Depth > CompleteTrees.MostLevels && tree.LeafCount <= MostLeaves;

    // The direction is the node's own business.
    private static CodeCut Key(CodeCut cut) => cut with { LowIsTrue = false };

    // Masks that few trees ask for are better made where they are asked for.
    private static Dictionary<CodeCut, int>? SharedOf(Tree[] trees, CodePlan plan) => QuestionsOf(
        trees, plan, (int)Math.Min(MostSharedQuestions, trees.Sum(t => (long)t.LeafCount - 1) * 3 / 4));

    // By plane, so that a plane's codes are read while they are near.
    private static Dictionary<CodeCut, int>? QuestionsOf(IReadOnlyList<Tree> trees, CodePlan plan, int most)
    {
        var cuts = new HashSet<CodeCut>();
        foreach (Tree tree in trees)
        {
            foreach (TreeNode node in tree.Nodes)
            {
                if (!node.IsLeaf)
                    cuts.Add(Key(plan.CutOf(node)));
            }

            if (cuts.Count > most)
                return null;
        }

        var slots = new Dictionary<CodeCut, int>(cuts.Count);
        foreach (CodeCut cut in cuts.OrderBy(c => c.Plane).ThenBy(c => c.Limit))
            slots.Add(cut, FirstQuestion + slots.Count);
        return slots;
    }

    private static MaskTrees Place(TreeEnsemble ensemble, MaskSteps?[] steps, Dictionary<CodeCut, int>[] own, Dictionary<CodeCut, int>? shared, int slots)
    {
        var trees = new MaskTree[steps.Length];
        int[][] targets = [.. ensemble.Trees.Select(CompleteTrees.TargetsOf)];
        // Twice the same walk: without memory it gives the size.
        byte* end = null;
        for (int i = 0; i < trees.Length; i++)
            Place(steps[i], own.ElementAtOrDefault(i), targets[i].Length, ref end);
        var memory = new AlignedMemory((long)end);
        byte* next = memory.Start;
        for (int i = 0; i < trees.Length; i++)
        {
            trees[i] = Place(steps[i], own.ElementAtOrDefault(i), targets[i].Length, ref next);
            if (steps[i] is { } made)
                Fill(trees[i], ensemble.Trees[i], made, own.ElementAtOrDefault(i), targets[i]);
        }

        return new MaskTrees(trees, shared is null ? [] : [.. shared.Keys.Select(Question)], memory, slots);
    }

    private static MaskQuestion Question(CodeCut cut) => new(cut.Plane * Rows, cut.Limit);

    private static MaskTree Place(MaskSteps? made, Dictionary<CodeCut, int>? own, int votes, ref byte* next)
    {
        if (made is null)
            return default;
        int weights = 1 << made.Number.Length;
        return new MaskTree
        {
            QuestionCount = own?.Count ?? 0,
            Questions = (MaskQuestion*)Take((own?.Count ?? 0) * (long)sizeof(MaskQuestion), ref next),
            StepCount = made.Steps.Count,
            Steps = (MaskStep*)Take((long)made.Steps.Count * sizeof(MaskStep), ref next),
            Bits = made.Number.Length,
            Number = (ushort*)Take(made.Number.Length * sizeof(ushort), ref next),
            Votes = votes,
            Sums = (int*)Take(votes * sizeof(int), ref next),
            WeightCount = weights,
            Weights = (float*)Take((long)votes * weights * sizeof(float), ref next),
        };
    }

    private static void Fill(in MaskTree tree, Tree source, MaskSteps made, Dictionary<CodeCut, int>? own, int[] targets)
    {
        int question = 0;
        foreach (CodeCut cut in own?.Keys ?? Enumerable.Empty<CodeCut>())
            tree.Questions[question++] = Question(cut);
        for (int i = 0; i < made.Steps.Count; i++)
            tree.Steps[i] = made.Steps[i];
        made.Number.CopyTo(new Span<ushort>(tree.Number, tree.Bits));
        for (int i = 0; i < targets.Length; i++)
            tree.Sums[i] = targets[i] * Rows;
        foreach ((int number, int position) in made.Leaves)
        {
            foreach (Vote vote in source.Nodes[position].Votes!)
                tree.Weights[(long)Array.IndexOf(targets, vote.Target) * tree.WeightCount + number] = (float)vote.Weight;
        }
    }

    private static byte* Take(long bytes, ref byte* next)
    {
        byte* taken = next;
        next += (bytes + Alignment - 1) / Alignment * Alignment;
        return taken;
    }

    private static void Ask<TLanes, TBytes>(MaskQuestion* questions, int count, byte* scratch, byte* codes)
        where TLanes : IByteLanes<TBytes>
        where TBytes : unmanaged
    {
        ulong* mask = (ulong*)(scratch + FirstQuestion * MaskBytes);
        for (int i = 0; i < count; i++, mask += MaskBytes / sizeof(ulong))
            TLanes.AboveBits(codes + questions[i].Plane, questions[i].Limit, mask);
    }
}
