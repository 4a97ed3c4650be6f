using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LoanDefault.Core.Applications;

namespace LoanDefault.Core.Validation;

/// <summary>What a number, integer or date must be. Immutable.</summary>
internal sealed class NumberLimits
{
    /// <summary>2^53: up to here a double holds every whole number.</summary>
    public const double LargestInteger = 9007199254740992;

    private static readonly DateOnly Epoch = new(1970, 1, 1);

    private readonly ContractColumn _column;
    private readonly double _lowest;
    private readonly double _highest;
    private readonly bool _isWhole;

    public NumberLimits(ContractColumn column, DateOnly businessDate)
    {
        _column = column;
        Required = column.Required;
        (double lowest, double highest) = column.Type switch
        {
            ColumnType.Date => (DateOnly.MinValue.DayNumber - Epoch.DayNumber, businessDate.DayNumber - Epoch.DayNumber),
            ColumnType.Integer => (-LargestInteger, LargestInteger),
            _ => (-double.MaxValue, double.MaxValue),
        };
        _lowest = Math.Max(lowest, column.Minimum ?? lowest);
        _highest = Math.Min(highest, column.Maximum ?? highest);
        _isWhole = column.Type == ColumnType.Integer;
    }

    public bool Required { get; }

    /// <summary>Which of 64 values are within the limits, as bits; NaN never is.</summary>
    public ulong Inside(ReadOnlySpan<double> values)
    {
        ref double first = ref MemoryMarshal.GetReference(values[..64]);
        Vector512<double> lowest = Vector512.Create(_lowest), highest = Vector512.Create(_highest);
        ulong inside = 0;
        for (int i = 0; i < 64; i += Vector512<double>.Count)
        {
            Vector512<double> value = Vector512.LoadUnsafe(ref first, (nuint)i);
            Vector512<double> within = Vector512.GreaterThanOrEqual(value, lowest) & Vector512.LessThanOrEqual(value, highest);
            if (_isWhole)
                within &= Vector512.Equals(Vector512.Floor(value), value);
            inside |= within.ExtractMostSignificantBits() << i;
        }

        return inside;
    }

    /// <summary>The rule that a value outside the limits breaks.</summary>
    public ValidationRule RuleFor(double value)
    {
        if (!double.IsFinite(value))
            return ValidationRules.NotFinite;
        if (_column.Type == ColumnType.Date)
            return value > _highest ? ValidationRules.DateInFuture : ValidationRules.NotADate;
        if (_isWhole && Math.Abs(value) > LargestInteger)
            return ValidationRules.IntegerTooLarge;
        return value < _column.Minimum ? ValidationRules.BelowMinimum
            : value > _column.Maximum ? ValidationRules.AboveMaximum
            : ValidationRules.NotAnInteger;
    }
}
