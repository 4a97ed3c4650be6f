using LoanDefault.Modeling.Synthetic;

namespace LoanDefault.Tests.Modeling.Synthetic;

internal sealed class GaussianCopulaTests
{
    [Test]
    public void Columns_with_few_values_correlate_as_in_the_sample()
    {
        // Three values each, strongly dependent: what ties would weaken if the copula did not make up for it.
        const int Rows = 5000;
        double[] normals = [.. Enumerable.Range(0, 2 * Rows).Select(i => NormalQuantile.Of(CounterRandom.Uniform(CounterRandom.Bits(3, i))))];
        double[] first = [.. normals.Take(Rows).Select(Step)];
        double[] second = [.. normals.Take(Rows).Zip(normals.Skip(Rows), (a, b) => Step(0.8 * a + 0.6 * b))];
        ColumnShape[] shapes = [.. new[] { first, second }.Select(values => ColumnShape.Learn(values, whole: true, coded: false))];

        GaussianCopula copula = GaussianCopula.Learn([first, second], shapes);

        const int Made = 40_000;
        double[] made = [.. Enumerable.Range(0, 2 * Made).Select(i => NormalQuantile.Of(CounterRandom.Uniform(CounterRandom.Bits(4, i))))];
        copula.Correlate(made, Made);
        double[][] values = [.. shapes.Select((shape, column) => made.Skip(column * Made).Take(Made).Select(shape.Value).ToArray())];
        double wanted = CorrelationMatrix.Of([first, second])[1];
        Assert.Multiple(() =>
        {
            Assert.That(wanted, Is.EqualTo(0.65).Within(0.05));
            Assert.That(CorrelationMatrix.Of(values)[1], Is.EqualTo(wanted).Within(0.02));
        });
    }

    private static double Step(double normal) => normal < -0.5 ? 0 : normal < 1 ? 1 : 2;
}
