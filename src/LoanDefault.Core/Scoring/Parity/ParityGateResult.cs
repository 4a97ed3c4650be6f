namespace LoanDefault.Core.Scoring.Parity;

/// <summary>What a comparison of a kernel with ONNX Runtime found.</summary>
public sealed record ParityGateResult
{
    /// <summary>How many rows were compared.</summary>
    public required int Rows { get; init; }

    /// <summary>How many distinct thresholds the model has, feature by feature.</summary>
    public required int Thresholds { get; init; }

    /// <summary>Of how many of them a row held the threshold, one the float below it and one the float above.</summary>
    public required int ThresholdsProbed { get; init; }

    /// <summary>The first row whose margins differ; null when none does.</summary>
    public ParityDifference? Difference { get; init; }

    /// <summary>Whether all margins had the same bits.</summary>
    public bool Passed => Difference is null;

    /// <summary>One line for people.</summary>
    public string Describe() => Difference is { } difference
        ? $"differs in {difference.Describe()}"
        : $"{Rows} rows have ONNX Runtime's bits, {ThresholdsProbed} of {Thresholds} thresholds probed";
}

/// <summary>A row to which a kernel and ONNX Runtime give different numbers.</summary>
/// <param name="Row">The row's position among the rows of the gate, which depend on the model alone.</param>
/// <param name="Tree">
/// The first tree, from 0, with which the kernel's sum is another than that of the trees walked one by one; null where these
/// agree or the tree cannot be told.
/// </param>
/// <param name="What">Which of the row's numbers: <c>margin</c>, or <c>output 0</c>.</param>
/// <param name="Kernel">The kernel's number and its bits.</param>
/// <param name="OnnxRuntime">ONNX Runtime's number and its bits.</param>
public sealed record ParityDifference(int Row, int? Tree, string What, string Kernel, string OnnxRuntime)
{
    /// <summary>One line for people.</summary>
    public string Describe() =>
        $"gate row {Row}, {(Tree is { } tree ? $"tree {tree}" : "no single tree")}: the kernel's {What} is {Kernel}, ONNX Runtime's {OnnxRuntime}";
}
