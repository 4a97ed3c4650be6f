using LoanDefault.Core.Decisions;

namespace LoanDefault.Tests.Core.Support;

/// <summary>Decision policies for tests.</summary>
internal static class Policies
{
    /// <summary>600 points at odds of 50:1, 20 points double them; bands at 600, 580, 560 and 540.</summary>
    public static DecisionPolicy Standard { get; } = new()
    {
        Bands = [new("A", 600), new("B", 580), new("C", 560), new("D", 540), new("E", null)],
        ApproveAtOrAbove = 580,
        DeclineBelow = 540,
    };
}
