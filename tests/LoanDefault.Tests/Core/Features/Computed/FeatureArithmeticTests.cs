using System.Numerics;
using FsCheck.Fluent;
using LoanDefault.Core.Features.Computed;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Features.Computed;

public sealed class FeatureArithmeticTests
{
    [Test]
    public void A_ratio_is_the_quotient_or_missing() => Properties.Hold(Prop.ForAll<double, double>((numerator, denominator) =>
    {
        double ratio = FeatureArithmetic.Ratio(new Vector<double>(numerator), new Vector<double>(denominator))[0];
        return denominator > 0 ? ratio.Equals(numerator / denominator) : double.IsNaN(ratio);
    }));

    [Test]
    public void More_interest_costs_more_a_month() => Properties.Hold(Prop.ForAll(
        Gen.Choose(0, 10_000).ToArbitrary(), Gen.Choose(1, 1200).ToArbitrary(), (basisPoints, months) =>
            Instalment(1000, basisPoints / 100.0, months) < Instalment(1000, (basisPoints + 1) / 100.0, months)));

    [Test]
    public void The_instalments_repay_the_loan_and_its_interest() => Properties.Hold(Prop.ForAll(
        Gen.Choose(0, 10_000).ToArbitrary(), Gen.Choose(1, 360).ToArbitrary(), (basisPoints, months) =>
        {
            double rate = basisPoints / 100.0, owed = 1000, instalment = Instalment(1000, rate, months), paid = 0;
            for (int month = 0; month < months; month++)
            {
                owed += owed * rate / 1200 - instalment;
                paid += instalment;
            }

            return Math.Abs(owed) < 1e-9 * paid * Math.Max(1, months * rate);
        }));

    private static double Instalment(double amount, double rate, double months) => FeatureArithmetic.Instalment(
        new Vector<double>(amount), new Vector<double>(rate), new Vector<double>(months))[0];
}
