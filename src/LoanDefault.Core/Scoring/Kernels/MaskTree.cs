namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>A question whose mask a tree needs for itself.</summary>
/// <param name="Plane">Where the question's plane begins.</param>
/// <param name="Limit">Its limit.</param>
internal readonly record struct MaskQuestion(int Plane, byte Limit);

/// <summary>One tree as <see cref="MaskTrees"/> evaluates it; the memory is its owner's.</summary>
internal unsafe struct MaskTree
{
    /// <summary>The questions whose masks are made for this tree, in their slots from the first on; none where all trees share them.</summary>
    public MaskQuestion* Questions;

    /// <summary>How many questions there are.</summary>
    public int QuestionCount;

    /// <summary>The selections.</summary>
    public MaskStep* Steps;

    /// <summary>How many steps there are.</summary>
    public int StepCount;

    /// <summary>The slots of the bits of a leaf's number, lowest first.</summary>
    public ushort* Number;

    /// <summary>How many bits there are, 1 to 16.</summary>
    public int Bits;

    /// <summary>For how many sums the leaves vote.</summary>
    public int Votes;

    /// <summary>Where each sum that is voted for begins, in floats.</summary>
    public int* Sums;

    /// <summary>The leaves' weights by number, vote after vote.</summary>
    public float* Weights;

    /// <summary>How many weights a vote has: two to the power of <see cref="Bits"/>.</summary>
    public int WeightCount;
}
