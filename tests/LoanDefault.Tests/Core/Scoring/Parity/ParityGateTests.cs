using LoanDefault.Core.Errors;
using LoanDefault.Core.Models;
using LoanDefault.Core.Scoring;
using LoanDefault.Core.Scoring.Parity;
using LoanDefault.Tests.Core.Scoring.Support;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Scoring.Parity;

/// <summary>A kernel that is wrong somewhere is found, whatever it is that it gets wrong.</summary>
public sealed class ParityGateTests
{
    private string _directory = "";

    [SetUp]
    public void MakePackage() => _directory = TinyPackage.Write();

    [TearDown]
    public void RemovePackage() => Directory.Delete(Path.GetDirectoryName(_directory)!, recursive: true);

    [Test]
    public void A_sound_kernel_scores_and_the_report_says_what_was_compared()
    {
        using ModelScorer scorer = ModelPackage.Load(_directory).CreateScorer();
        ScorerReport report = scorer.Report;
        Assert.Multiple(() =>
        {
            Assert.That((report.Scorer, report.Name, report.HasFallenBack), Is.EqualTo((ScorerReport.KernelScorer, scorer.Name, false)));
            Assert.That(report.Reason, Does.StartWith("complete trees, ").And.Contain("20 trees of up to 3 levels"));
            Assert.That(report.Gate!.ThresholdsProbed, Is.EqualTo(report.Gate.Thresholds).And.GreaterThan(100));
            Assert.That(report.Gate.Rows, Is.GreaterThan(100 + 74), "the package's own rows are among them");
        });
    }

    [TestCase(0)]
    [TestCase(7)]
    [TestCase(19)]
    public void One_bit_in_one_row_is_found_and_ONNX_Runtime_scores(int tree)
    {
        using ModelScorer scorer = ModelPackage.Load(_directory).CreateScorer(ScorerChoice.Kernel, BrokenKernel.Of(tree, static (row, count) => row == 40 || count == 1));
        ScorerReport report = scorer.Report;
        Assert.Multiple(() =>
        {
            Assert.That((report.Scorer, report.HasFallenBack, report.Kernel), Is.EqualTo((ScorerReport.OnnxRuntimeScorer, true, (string?)null)));
            Assert.That(scorer.Name, Does.StartWith("onnxruntime "));
            Assert.That((report.Gate!.Difference!.Row, report.Gate.Difference.Tree), Is.EqualTo((0, tree)));
            Assert.That(report.Reason, Does.Match($@"^ONNX Runtime, as kernel \(.+\) differs in gate row 0, tree {tree}: the kernel's margin is .+ \(0x[0-9A-F]{{8}}\), ONNX Runtime's "));
            Assert.That(ParityRows.Parse(ModelPackage.Load(_directory).File(ModelPackage.ParityFile), "").FirstMismatch(scorer), Is.EqualTo(-1));
        });
    }

    [Test]
    public void A_kernel_that_is_wrong_for_single_rows_only_is_found()
    {
        using ModelScorer scorer = ModelPackage.Load(_directory).CreateScorer(ScorerChoice.Auto, BrokenKernel.Of(3, static (_, count) => count == 1));
        Assert.That(scorer.Report.Gate!.Difference!.Tree, Is.EqualTo(3));
    }

    [Test]
    public void A_kernel_that_is_wrong_in_large_batches_only_has_no_single_tree()
    {
        using ModelScorer scorer = ModelPackage.Load(_directory).CreateScorer(ScorerChoice.Auto, BrokenKernel.Of(3, static (row, count) => count == 64 && row == 63));
        ParityDifference difference = scorer.Report.Gate!.Difference!;
        Assert.That((difference.Row, difference.Tree), Is.EqualTo((1 + 63 + 63, (int?)null)));
        Assert.That(difference.Describe(), Does.StartWith("gate row 127, no single tree: "));
    }

    [Test]
    public void An_export_whose_kernel_is_sound_passes() => Assert.That(ExportGate.Check(TinyModel.Onnx(3, trees: 9), "m.onnx")!.Passed, Is.True);

    [TestCase(63)]
    [TestCase(65)]
    public void An_export_is_refused_whose_kernel_differs_in_a_batch_of_one_size(int batch)
    {
        byte[] model = TinyModel.Onnx(3, trees: 9);
        GateRefusedException refused = Assert.Throws<GateRefusedException>(
            () => ExportGate.Check(model, "m.onnx", BrokenKernel.Of(5, (row, count) => count == batch && row == 2)))!;
        Assert.That(refused.Message, Does.StartWith("m.onnx: kernel (").And.Contain("differs in gate row 2, ").And.Contain("no model was written"));
    }
}
