using LoanDefault.Core.Scoring;
using LoanDefault.Core.Scoring.Parity;
using LoanDefault.Tables.Runs;

namespace LoanDefault.Tests.Tables.Runs;

public sealed class ScorerFiguresTests
{
    private static readonly ScorerReport Kernel = new()
    {
        Scorer = ScorerReport.KernelScorer,
        Name = "kernel (AVX2)",
        Reason = "complete trees",
        Gate = new ParityGateResult { Rows = 9, Thresholds = 3, ThresholdsProbed = 3 },
    };

    private static readonly ScorerReport FallenBack = Kernel with
    {
        Scorer = ScorerReport.OnnxRuntimeScorer,
        Name = "onnxruntime 1.29",
        Gate = Kernel.Gate! with { Difference = new ParityDifference(4, 2, "margin", "1 (0x3F800000)", "2 (0x40000000)") },
    };

    [Test]
    public void Processes_that_fell_back_are_counted_and_stand_first()
    {
        ScorerFigures figures = ScorerFigures.Of(ScorerChoice.Auto, [Kernel, FallenBack, Kernel])!;
        Assert.That((figures.Processes.Count, figures.ProcessesFallenBack, figures.First), Is.EqualTo((3, 1, FallenBack)));
        Assert.That(figures.Names, Is.EqualTo("onnxruntime 1.29, kernel (AVX2)"));
    }

    [Test]
    public void A_run_in_which_nothing_scored_has_none() => Assert.That(ScorerFigures.Of(ScorerChoice.Auto, []), Is.Null);
}
