using LoanDefault.Core.Features;
using LoanDefault.Core.Features.Computed;

namespace LoanDefault.Tests.Core.Features.Computed;

public sealed class RatioFeatureTests
{
    [Test]
    public void The_three_plain_ratios_divide_their_first_input_by_their_second()
    {
        foreach (IComputedFeature feature in new IComputedFeature[] { new LoanToIncome(), new InstalmentDebtToIncome(), new InstalmentCreditUtilisation() })
        {
            Assert.That(feature, Is.InstanceOf<RatioFeature>());
            Assert.That(Compute(feature, [1, 0, 5, 3, double.NaN, -4], [4, 4, 0, -1, 2, 2]), Is.EqualTo(new[] { 0.25, 0, double.NaN, double.NaN, double.NaN, -2 }), feature.Name);
        }
    }

    private static unsafe double[] Compute(IComputedFeature feature, double[] numerators, double[] denominators)
    {
        double[] result = new double[numerators.Length];
        fixed (double* first = numerators, second = denominators)
        {
            double** columns = stackalloc double*[] { first, second };
            feature.Compute(new FeatureInputs(columns, 2, numerators.Length), [], result);
        }

        return result;
    }
}
