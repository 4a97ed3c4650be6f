using FsCheck.Fluent;
using LoanDefault.Core.Validation;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Validation;

public sealed class NumberLimitsTests
{
    private static readonly NumberLimits[] Limits =
    [
        .. new[]
        {
            Contracts.Number("x"), Contracts.Number("x", minimum: 0, maximum: 100), Contracts.Integer("x"),
            Contracts.Integer("x", minimum: -5, maximum: 1e300), Contracts.Date("x"),
        }.Select(column => new NumberLimits(column, new DateOnly(2026, 1, 1))),
    ];

    [Test]
    public void Each_of_64_values_has_its_own_bit()
    {
        for (int bad = 0; bad < 64; bad++)
        {
            double[] values = [.. Enumerable.Repeat(1.0, 64)];
            values[bad] = double.NaN;
            Assert.That(Limits.Select(l => l.Inside(values)), Is.All.EqualTo(~(1UL << bad)));
        }
    }

    [Test]
    public void A_number_is_inside_or_below_or_above() => Properties.Hold(Prop.ForAll<double>(value =>
    {
        NumberLimits limits = Limits[1];
        string expected = double.IsNaN(value) || double.IsInfinity(value) ? "not_finite"
            : value < 0 ? "below_minimum" : value > 100 ? "above_maximum" : "inside";
        bool inside = limits.Inside([.. Enumerable.Repeat(value, 64)]) == ulong.MaxValue;
        return (inside ? "inside" : limits.RuleFor(value).Id) == expected;
    }));
}
