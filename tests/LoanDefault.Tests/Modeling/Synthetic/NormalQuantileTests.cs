using LoanDefault.Modeling.Synthetic;

namespace LoanDefault.Tests.Modeling.Synthetic;

internal sealed class NormalQuantileTests
{
    // Tabulated, for example, in Abramowitz and Stegun, 26.5, and by any statistics package.
    [TestCase(0.5, 0.0)]
    [TestCase(0.975, 1.959963984540054)]
    [TestCase(0.025, -1.959963984540054)]
    [TestCase(0.8413447460685429, 1.0)]
    [TestCase(0.001, -3.090232306167813)]
    [TestCase(1e-10, -6.361340902404056)]
    [TestCase(1e-15, -7.941345326170997)]
    public void It_gives_the_tabulated_values(double probability, double quantile) =>
        Assert.That(NormalQuantile.Of(probability), Is.EqualTo(quantile).Within(1e-13));

    [Test]
    public void It_rises_with_the_probability()
    {
        double[] quantiles = [.. Enumerable.Range(1, 9999).Select(i => NormalQuantile.Of(i / 10000.0))];

        Assert.That(quantiles, Is.Ordered.And.Unique);
    }
}
