using System.Numerics;
using LoanDefault.Core.Features;
using LoanDefault.Core.Features.Computed;

namespace LoanDefault.Tests.Core.Features.Computed;

public sealed unsafe class RowFormulaTests
{
    [Test]
    public void Every_row_of_every_length_is_computed_once_and_none_behind_the_end()
    {
        double[] first = [.. Enumerable.Range(0, 2049).Select(i => i + 0.1)];
        double[] second = [.. Enumerable.Range(0, 2049).Select(i => 1.0 / (i + 1))];
        fixed (double* one = first, two = second)
        {
            double** columns = stackalloc double*[] { one, two };
            for (int rows = 0; rows <= 2049; rows++)
            {
                double[] destination = [.. Enumerable.Repeat(-1.0, rows + 1)];
                RowFormula.Map<Weighted>(new FeatureInputs(columns, 2, rows), [3.0], destination.AsSpan(0, rows));
                for (int row = 0; row < rows; row++)
                {
                    double expected = first[row] * 3 + second[row];
                    if (BitConverter.DoubleToInt64Bits(destination[row]) != BitConverter.DoubleToInt64Bits(expected))
                        Assert.Fail($"row {row} of {rows} is {destination[row]:R}, not {expected:R}");
                }

                Assert.That(destination[rows], Is.EqualTo(-1));
            }
        }
    }

    [Test]
    public void An_input_that_the_feature_does_not_have_is_refused()
    {
        double value = 1;
        double** columns = stackalloc double*[] { &value };
        var inputs = new FeatureInputs(columns, 1, 1);
        bool refused = false;
        try
        {
            _ = inputs[1];
        }
        catch (ArgumentOutOfRangeException)
        {
            refused = true;
        }

        Assert.That(refused);
        Assert.That(inputs[0].ToArray(), Is.EqualTo([1.0]));
    }

    private readonly struct Weighted : IRowFormula
    {
        public static Vector<double> Apply(in FeatureInputs inputs, int row, ReadOnlySpan<double> parameters) =>
            inputs.Vector(0, row) * new Vector<double>(parameters[0]) + inputs.Vector(1, row);
    }
}
