using LoanDefault.Core.Features;
using LoanDefault.Core.Pipeline;

namespace LoanDefault.Tests.Core.Pipeline;

public sealed class MissingFeaturesTests
{
    [Test]
    public void Every_missing_cell_is_found_at_every_length([Values(0, 1, 15, 16, 17, 63, 64, 65, 127, 128, 200, 2047, 2048)] int rows)
    {
        var random = new Random(rows);
        using var matrix = new FeatureMatrix(5);
        matrix.Reset(2048);
        var missing = new MissingFeatures();
        // A full batch before leaves bits behind that a shorter one must not show.
        for (int feature = 0; feature < 5; feature++)
            matrix.Column(feature).Fill(float.NaN);
        missing.Find(matrix);

        matrix.Reset(rows);
        for (int feature = 0; feature < 5; feature++)
        {
            foreach (ref float value in matrix.Column(feature))
                value = random.Next(8) == 0 ? float.NaN : random.Next(8) == 0 ? float.PositiveInfinity : 1;
        }

        missing.Find(matrix);
        var found = new int[5];
        for (int row = 0; row < rows; row++)
        {
            int[] expected = [.. Enumerable.Range(0, 5).Where(feature => float.IsNaN(matrix.Column(feature)[row]))];
            int count = missing.Find(row, found);
            Assert.That(found[..count], Is.EqualTo(expected), $"row {row}");
            Assert.That(missing.IsAnyMissing(row), Is.EqualTo(expected.Length > 0));
        }

        int cells = Enumerable.Range(0, 5).Sum(f => missing.ByRow(f).ToArray().Sum(System.Numerics.BitOperations.PopCount));
        Assert.That(cells, Is.EqualTo(Enumerable.Range(0, 5).Sum(f => matrix.Column(f).ToArray().Count(float.IsNaN))));
    }
}
