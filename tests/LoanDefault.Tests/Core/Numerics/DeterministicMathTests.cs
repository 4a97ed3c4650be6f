using LoanDefault.Core.Numerics;

namespace LoanDefault.Tests.Core.Numerics;

public sealed class DeterministicMathTests
{
    // The C library is a fair judge of nearness, though not of bits.
#pragma warning disable RS0030
    [Test]
    public void Exp_is_within_two_ulp_of_the_C_library()
    {
        var random = new Random(1);
        for (int i = 0; i < 1_000_000; i++)
        {
            double x = random.NextDouble() * 1400 - 700;
            Assert.That(Ulps(DeterministicMath.Exp(x), Math.Exp(x)), Is.LessThanOrEqualTo(2), $"{x:R}");
        }
    }

    [Test]
    public void Log_is_within_two_ulp_of_the_C_library()
    {
        var random = new Random(2);
        for (int i = 0; i < 1_000_000; i++)
        {
            double x = BitConverter.Int64BitsToDouble((long)(random.NextDouble() * 0x7FEFFFFFFFFFFFFF));
            Assert.That(Ulps(DeterministicMath.Log(x), Math.Log(x)), Is.LessThanOrEqualTo(2), $"{x:R}");
        }
    }
#pragma warning restore RS0030

    [Test]
    public void Special_values_follow_IEEE_754()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(DeterministicMath.Exp(double.NaN), Is.NaN);
            Assert.That(DeterministicMath.Exp(double.NegativeInfinity), Is.Zero);
            Assert.That(DeterministicMath.Exp(double.PositiveInfinity), Is.EqualTo(double.PositiveInfinity));
            Assert.That(DeterministicMath.Exp(0), Is.EqualTo(1));
            Assert.That(DeterministicMath.Log(1), Is.Zero);
            Assert.That(DeterministicMath.Log(0), Is.EqualTo(double.NegativeInfinity));
            Assert.That(DeterministicMath.Log(-1), Is.NaN);
            Assert.That(DeterministicMath.Logistic(double.NegativeInfinity), Is.Zero);
            Assert.That(DeterministicMath.Logistic(double.PositiveInfinity), Is.EqualTo(1));
            Assert.That(DeterministicMath.Logistic(0), Is.EqualTo(0.5));
        }
    }

    private static long Ulps(double a, double b) =>
        Math.Abs(BitConverter.DoubleToInt64Bits(a) - BitConverter.DoubleToInt64Bits(b));
}
