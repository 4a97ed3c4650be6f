using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow;

/// <summary>Days since 1970-01-01.</summary>
public sealed class Date32Array : PrimitiveArray<int>
{
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>A view over buffers.</summary>
    /// <param name="values">The values, little-endian.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="validity">A bit a value; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing values; -1: counted when needed.</param>
    /// <param name="offset">Where the array starts within the buffers, in values.</param>
    /// <exception cref="ArgumentException">A buffer is too short.</exception>
    public Date32Array(ArrowBuffer values, int length, ArrowBuffer validity = default, int nullCount = -1, int offset = 0)
        : base(Date32Type.Default, values, length, validity, nullCount, offset)
    {
    }

    /// <summary>One date; null: missing.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position, or the date isn't in the years 1 to 9999.</exception>
    public DateOnly? GetDate(int index) =>
        GetValue(index) is { } days ? DateOnly.FromDayNumber((int)Math.Clamp((long)Epoch + days, -1, int.MaxValue)) : null;

    /// <summary>Builds such an array value by value.</summary>
    public sealed class Builder : PrimitiveArrayBuilder<int, Date32Array, Builder>
    {
        /// <summary>Appends a date.</summary>
        /// <param name="value">The date.</param>
        public Builder Append(DateOnly value) => Append(value.DayNumber - Epoch);

        private protected override Date32Array Create(ArrowBuffer values, int length, ArrowBuffer validity, int nullCount) =>
            new(values, length, validity, nullCount);
    }
}

/// <summary>Points in time, counted from 1970-01-01 00:00 in the type's unit.</summary>
public sealed class TimestampArray : PrimitiveArray<long>
{
    /// <summary>A view over buffers.</summary>
    /// <param name="dataType">Unit and zone.</param>
    /// <param name="values">The values, little-endian.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="validity">A bit a value; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing values; -1: counted when needed.</param>
    /// <param name="offset">Where the array starts within the buffers, in values.</param>
    /// <exception cref="ArgumentException">A buffer is too short.</exception>
    public TimestampArray(TimestampType dataType, ArrowBuffer values, int length, ArrowBuffer validity = default, int nullCount = -1, int offset = 0)
        : base(dataType, values, length, validity, nullCount, offset)
    {
    }

    /// <summary>
    /// One point in time, of kind UTC with a zone and unspecified without one; nanoseconds are cut to 100; null: missing.
    /// </summary>
    /// <param name="index">The position, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position, or the point isn't in the years 1 to 9999.</exception>
    public DateTime? GetDateTime(int index)
    {
        if (GetValue(index) is not { } value)
            return null;
        var type = (TimestampType)DataType;
        Int128 ticks = type.Unit switch
        {
            TimeUnit.Second => (Int128)value * TimeSpan.TicksPerSecond,
            TimeUnit.Millisecond => (Int128)value * TimeSpan.TicksPerMillisecond,
            TimeUnit.Microsecond => (Int128)value * TimeSpan.TicksPerMicrosecond,
            _ => value >= 0 ? value / TimeSpan.NanosecondsPerTick : -((-(Int128)value + TimeSpan.NanosecondsPerTick - 1) / TimeSpan.NanosecondsPerTick),
        } + DateTime.UnixEpoch.Ticks;
        return new DateTime((long)Int128.Clamp(ticks, -1, long.MaxValue), type.Timezone is null ? DateTimeKind.Unspecified : DateTimeKind.Utc);
    }

    /// <summary>Builds such an array value by value.</summary>
    /// <param name="dataType">Unit and zone.</param>
    public sealed class Builder(TimestampType dataType) : PrimitiveArrayBuilder<long, TimestampArray, Builder>
    {
        private protected override TimestampArray Create(ArrowBuffer values, int length, ArrowBuffer validity, int nullCount) =>
            new(dataType, values, length, validity, nullCount);
    }
}
