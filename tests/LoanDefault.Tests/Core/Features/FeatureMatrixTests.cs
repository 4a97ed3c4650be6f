using LoanDefault.Core.Features;

namespace LoanDefault.Tests.Core.Features;

public sealed class FeatureMatrixTests
{
    [Test]
    public void Rows_are_copied_whole_at_every_length([Values(1, 3, 31)] int features)
    {
        using var matrix = new FeatureMatrix(features);
        for (int rows = 0; rows <= 100; rows++)
        {
            matrix.Reset(rows);
            for (int feature = 0; feature < features; feature++)
            {
                for (int row = 0; row < rows; row++)
                    matrix.Column(feature)[row] = row * 1000 + feature;
            }

            float[] copy = [.. Enumerable.Repeat(-1f, rows * features + 1)];
            matrix.CopyRowMajor(copy);
            float[] expected = [.. Enumerable.Range(0, rows).SelectMany(r => Enumerable.Range(0, features).Select(f => r * 1000f + f)), -1];
            Assert.That(copy, Is.EqualTo(expected), $"{rows} rows");
        }
    }

    [Test]
    public void Too_small_a_destination_is_refused()
    {
        using var matrix = new FeatureMatrix(2);
        matrix.Reset(3);
        Assert.That(() => matrix.CopyRowMajor(new float[5]), Throws.ArgumentException.With.Message.StartsWith("3 x 2 values do not fit"));
    }

    [Test]
    public void A_matrix_that_was_freed_is_refused()
    {
        var matrix = new FeatureMatrix(1);
        matrix.Dispose();
        matrix.Dispose();
        Assert.That(() => matrix.Reset(1), Throws.InstanceOf<ObjectDisposedException>());
    }
}
