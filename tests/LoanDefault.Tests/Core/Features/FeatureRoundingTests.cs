using LoanDefault.Core.Features;

namespace LoanDefault.Tests.Core.Features;

public sealed class FeatureRoundingTests
{
    [TestCase(0.1, 0.1f)]
    [TestCase(16777217.0, 16777216f)]
    [TestCase(16777219.0, 16777220f)]
    [TestCase(1e300, float.MaxValue)]
    [TestCase(-1e300, -float.MaxValue)]
    [TestCase(double.PositiveInfinity, float.MaxValue)]
    [TestCase(double.NegativeInfinity, -float.MaxValue)]
    [TestCase(3.4028235677973366e38, float.MaxValue)]
    [TestCase(1e-300, 0f)]
    [TestCase(double.NaN, float.NaN)]
    public void Doubles_become_the_nearest_float_and_never_infinite(double value, float expected)
    {
        var rounded = new float[17];
        FeatureRounding.Round(Enumerable.Repeat(value, 17).ToArray(), rounded);
        Assert.That(rounded.Select(BitConverter.SingleToInt32Bits), Is.All.EqualTo(BitConverter.SingleToInt32Bits(expected)));
    }

    [Test]
    public void Missing_has_one_bit_pattern()
    {
        var rounded = new float[2];
        FeatureRounding.Round([-double.NaN, BitConverter.Int64BitsToDouble(0x7FF8_0000_1234_5678)], rounded);
        Assert.That(rounded.Select(BitConverter.SingleToInt32Bits), Is.All.EqualTo(BitConverter.SingleToInt32Bits(float.NaN)));
    }

    [Test]
    public void Every_length_gives_the_same_bits()
    {
        var random = new Random(5);
        double[] values = [.. Enumerable.Range(0, 2049).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64()))];
        int[] alone = [.. values.Select(v => One(v))];
        for (int length = 1; length <= values.Length; length++)
        {
            var rounded = new float[length + 1];
            rounded[length] = 42;
            FeatureRounding.Round(values.AsSpan(0, length), rounded);
            Assert.That(rounded[length], Is.EqualTo(42f), "nothing is written behind the end");
            Assert.That(rounded.Take(length).Select(BitConverter.SingleToInt32Bits), Is.EqualTo(alone.Take(length)), $"{length}");
        }
    }

    private static int One(double value)
    {
        var rounded = new float[1];
        FeatureRounding.Round([value], rounded);
        return BitConverter.SingleToInt32Bits(rounded[0]);
    }
}
