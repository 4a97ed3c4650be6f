using Google.Protobuf;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Models;
using LoanDefault.Core.Scoring;
using LoanDefault.Core.Scoring.Kernels;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Onnx.Protos;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Scoring;

/// <summary>What scores a package, by what was asked for and what its model is.</summary>
public sealed class ScorerSelectionTests
{
    private readonly List<string> _directories = [];

    [TearDown]
    public void RemovePackages()
    {
        foreach (string directory in _directories)
            Directory.Delete(Path.GetDirectoryName(directory)!, recursive: true);
        _directories.Clear();
    }

    [TestCase(ScorerChoice.Auto, ScorerReport.KernelScorer)]
    [TestCase(ScorerChoice.Kernel, ScorerReport.KernelScorer)]
    [TestCase(ScorerChoice.OnnxRuntime, ScorerReport.OnnxRuntimeScorer)]
    public void A_model_of_trees_is_scored_by_what_was_asked_for(ScorerChoice choice, string scorer)
    {
        ModelPackage package = ModelPackage.Load(Written(_ => { }));
        using ModelScorer created = package.CreateScorer(choice);
        Assert.That(created.Report.Scorer, Is.EqualTo(scorer));
        Assert.That(ParityRows.Parse(package.File(ModelPackage.ParityFile), "").FirstMismatch(created), Is.EqualTo(-1));
        Assert.DoesNotThrow(() => package.CheckScorer(choice));
    }

    [Test]
    public void A_model_with_another_operator_goes_to_ONNX_Runtime_and_the_report_names_it()
    {
        ModelPackage package = ModelPackage.Load(Written(NegateTwice));
        using ModelScorer scorer = package.CreateScorer();
        Assert.That(
            (scorer.Report.Scorer, scorer.Report.Reason, scorer.Report.Gate),
            Is.EqualTo((ScorerReport.OnnxRuntimeScorer, "ONNX Runtime: its output 'scores' comes from the operator Neg", (object?)null)));
    }

    [Test]
    public void A_kernel_for_a_model_that_has_none_is_refused()
    {
        string directory = Written(NegateTwice);
        ModelPackage package = ModelPackage.Load(directory);
        string expected = $"{directory}/model.onnx: no kernel scores this model (ONNX Runtime: its output 'scores' comes from the operator Neg): choose the scorer auto or onnxruntime";
        Assert.That(Assert.Throws<WrongUseException>(() => package.CreateScorer(ScorerChoice.Kernel))!.Message, Is.EqualTo(expected));
        Assert.That(Assert.Throws<WrongUseException>(() => package.CheckScorer(ScorerChoice.Kernel))!.Message, Is.EqualTo(expected));
    }

    [Test]
    public void Scores_that_are_no_margins_are_ONNX_Runtime_s()
    {
        ModelProto model = ModelProto.Parser.ParseFrom(TinyModel.Onnx(TinyPackage.Features.Features.Count));
        model.Graph.Node[0].Attribute.Single(a => a.Name == "post_transform").S = ByteString.CopyFromUtf8("LOGISTIC");
        TreeModel trees = TreeModel.Read(model, "m");
        Assert.That(KernelPlan.ForMargins(trees).Reason, Is.EqualTo("ONNX Runtime: it transforms its sums (Logistic)"));
        Assert.That(KernelPlan.For(trees).Kernel, Is.EqualTo("complete trees"));
    }

    private static void NegateTwice(ModelProto model)
    {
        model.Graph.Node[0].Output[1] = "sums";
        model.Graph.Node.Add(new NodeProto { OpType = "Neg", Input = { "sums" }, Output = { "opposite" } });
        model.Graph.Node.Add(new NodeProto { OpType = "Neg", Input = { "opposite" }, Output = { "scores" } });
    }

    private string Written(Action<ModelProto> change)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(TinyModel.Onnx(TinyPackage.Features.Features.Count));
        change(model);
        string directory = TinyPackage.Write(files: f => f[ModelPackage.ModelFile] = model.ToByteArray());
        _directories.Add(directory);
        return directory;
    }
}
