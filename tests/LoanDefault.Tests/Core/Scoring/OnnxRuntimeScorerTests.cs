using LoanDefault.Core.Errors;
using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring;
using LoanDefault.Onnx.Trees;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Scoring;

public sealed class OnnxRuntimeScorerTests
{
    [Test]
    public void Margins_are_the_ensembles_to_the_bit_in_batches_of_any_size()
    {
        TreeEnsemble ensemble = TinyModel.Ensemble(features: 5, trees: 50);
        using var scorer = new OnnxRuntimeScorer(TreeEnsembleWriter.Write(ensemble), "model.onnx");
        using IScorerSession session = scorer.CreateSession();
        using var matrix = new FeatureMatrix(5);
        var random = new Random(8);
        var margins = new double[2048];
        foreach (int rows in new[] { 1, 2048, 2048, 17, 0, 2048, 1 })
        {
            matrix.Reset(rows);
            for (int feature = 0; feature < 5; feature++)
            {
                foreach (ref float value in matrix.Column(feature))
                    value = random.Next(9) == 0 ? float.NaN : (float)(random.NextDouble() * 50);
            }

            session.Score(matrix, margins);
            var rowMajor = new float[rows * 5];
            matrix.CopyRowMajor(rowMajor);
            Assert.That(margins[..rows], Is.EqualTo(rowMajor.Chunk(5).Select(row => (double)ensemble.Margin(row))));
        }
    }

    [Test]
    public void It_says_what_runs_the_model()
    {
        using var scorer = new OnnxRuntimeScorer(TinyModel.Onnx(2), "model.onnx");
        Assert.That(scorer.Name, Does.Match(@"^onnxruntime \d+\.\d+"));
    }

    [Test]
    public void Bytes_that_are_no_model_are_refused() => Assert.That(
        () => new OnnxRuntimeScorer([1, 2, 3], "model.onnx"),
        Throws.TypeOf<BadInputException>().With.Message.StartsWith("model.onnx: ONNX Runtime refuses the model ("));

    [Test]
    public void Features_of_another_width_are_refused()
    {
        using var scorer = new OnnxRuntimeScorer(TinyModel.Onnx(2), "model.onnx");
        using IScorerSession session = scorer.CreateSession();
        using var matrix = new FeatureMatrix(3);
        matrix.Reset(1);
        Assert.That(
            () => session.Score(matrix, new double[1]),
            Throws.ArgumentException.With.Message.StartsWith("the model takes 2 features, not 3"));
    }
}
