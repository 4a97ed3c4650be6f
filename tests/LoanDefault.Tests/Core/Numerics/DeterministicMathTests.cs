using System.Numerics;
using FsCheck.Fluent;
using LoanDefault.Core.Numerics;
using LoanDefault.Tests.Core.Support;

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

    [Test]
    public void The_logistic_of_a_span_has_the_bits_of_the_logistic_of_each_number()
    {
        double[] logOdds = VectorProgram.LogOdds;
        long[] alone = [.. logOdds.Select(x => BitConverter.DoubleToInt64Bits(DeterministicMath.Logistic(x)))];
        for (int length = 1; length <= 2049; length++)
        {
            int first = length * 1009 % (logOdds.Length - length);
            double[] together = new double[length];
            DeterministicMath.Logistic(logOdds.AsSpan(first, length), together);
            Assert.That(together.Select(BitConverter.DoubleToInt64Bits), Is.EqualTo(alone[first..(first + length)]), $"{length} from {first}");
        }

        double[] all = new double[logOdds.Length];
        DeterministicMath.Logistic(logOdds, all);
        Assert.That(all.Select(BitConverter.DoubleToInt64Bits), Is.EqualTo(alone));
    }

    [Test]
    public void The_exponential_of_a_vector_has_the_bits_of_the_exponential_of_each_number() => Properties.Hold(
        Prop.ForAll<double>(x => SameExp(x) && SameExp(x % 800) && SameExp(x % 1) && SameExp(-745 + x % 1) && SameExp(709.5 + x % 1)));

    [Test]
    public void The_logistic_never_falls() => Properties.Hold(Prop.ForAll<double, double>((x, y) =>
        double.IsNaN(x) || double.IsNaN(y) || DeterministicMath.Logistic(Math.Min(x, y)) <= DeterministicMath.Logistic(Math.Max(x, y))));

    [TestCase(2.0, 10, 1024.0)]
    [TestCase(2.0, -2, 0.25)]
    [TestCase(5.0, 0, 1.0)]
    [TestCase(-3.0, 3, -27.0)]
    [TestCase(1.0, int.MinValue, 1.0)]
    public void A_power_is_repeated_multiplication(double x, int exponent, double power) =>
        Assert.That(DeterministicMath.Pow(x, exponent), Is.EqualTo(power));

    [Test]
    public void Growth_is_the_power_less_one()
    {
        for (int periods = 0; periods <= 2047; periods++)
        {
            double growth = DeterministicMath.CompoundGrowth(new Vector<double>(0.01), new Vector<double>(periods))[0];
            Assert.That(growth, Is.EqualTo(DeterministicMath.Pow(1.01, periods) - 1).Within(1e-10).Percent, $"{periods}");
        }
    }

    private static bool SameExp(double x)
    {
        double alone = DeterministicMath.Exp(x), together = DeterministicMath.Exp(new Vector<double>(x))[0];
        return double.IsNaN(alone) ? double.IsNaN(together) : BitConverter.DoubleToInt64Bits(alone) == BitConverter.DoubleToInt64Bits(together);
    }

    private static long Ulps(double a, double b) =>
        Math.Abs(BitConverter.DoubleToInt64Bits(a) - BitConverter.DoubleToInt64Bits(b));
}
