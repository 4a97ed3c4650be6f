using LoanDefault.Modeling.Synthetic;

namespace LoanDefault.Tests.Modeling.Synthetic;

internal sealed class CounterRandomTests
{
    [Test]
    public void Bits_depend_on_key_and_counter_alone() => Assert.That(
        new[] { CounterRandom.Bits(1, 0), CounterRandom.Bits(1, 1), CounterRandom.Bits(2, 0), CounterRandom.Bits(1, 0) },
        Is.EqualTo(new[] { 0x910A2DEC89025CC1, 0xBEEB8DA1658EEC67, 0x975835DE1C9756CE, 0x910A2DEC89025CC1 }));

    [Test]
    public void Numbers_of_neighbouring_rows_are_spread_evenly_and_independent()
    {
        const int Rows = 100_000;
        double[] first = [.. Enumerable.Range(0, Rows).Select(row => CounterRandom.Uniform(CounterRandom.Bits(CounterRandom.Key(42, row), 0)))];
        double[] second = [.. Enumerable.Range(0, Rows).Select(row => CounterRandom.Uniform(CounterRandom.Bits(CounterRandom.Key(42, row), 1)))];

        // Standard errors: 0.0009 of a mean, 0.00026 of a mean product.
        Assert.Multiple(() =>
        {
            Assert.That(first.Average(), Is.EqualTo(0.5).Within(0.004));
            Assert.That(first.Zip(second, (a, b) => (a - 0.5) * (b - 0.5)).Average(), Is.Zero.Within(0.0011));
            Assert.That(first.Zip(first.Skip(1), (a, b) => (a - 0.5) * (b - 0.5)).Average(), Is.Zero.Within(0.0011));
            Assert.That(first.Distinct().Count(), Is.EqualTo(Rows));
        });
    }

    [TestCase(0UL)]
    [TestCase(ulong.MaxValue)]
    public void A_number_is_never_0_or_1(ulong bits) =>
        Assert.That(CounterRandom.Uniform(bits), Is.GreaterThan(0).And.LessThan(1));

    [TestCase(0, 0UL)]
    [TestCase(0.5, 1UL << 63)]
    [TestCase(1, ulong.MaxValue)]
    public void A_threshold_has_its_share_of_all_bits_below_it(double share, ulong threshold) =>
        Assert.That(CounterRandom.Threshold(share), Is.EqualTo(threshold));
}
