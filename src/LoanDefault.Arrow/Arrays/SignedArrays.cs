using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow;

/// <summary>Signed integers of 8 bits.</summary>
public sealed class Int8Array : PrimitiveArray<sbyte>
{
    /// <summary>A view over buffers.</summary>
    /// <param name="values">The values, little-endian.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="validity">A bit a value; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing values; -1: counted when needed.</param>
    /// <param name="offset">Where the array starts within the buffers, in values.</param>
    /// <exception cref="ArgumentException">A buffer is too short.</exception>
    public Int8Array(ArrowBuffer values, int length, ArrowBuffer validity = default, int nullCount = -1, int offset = 0)
        : base(Int8Type.Default, values, length, validity, nullCount, offset)
    {
    }

    /// <summary>A view of an array of values, all of them present.</summary>
    /// <param name="values">The values; not copied.</param>
    public Int8Array(sbyte[] values)
        : this(ArrowBuffer.Of(values), values.Length)
    {
    }

    /// <summary>Builds such an array value by value.</summary>
    public sealed class Builder : PrimitiveArrayBuilder<sbyte, Int8Array, Builder>
    {
        private protected override Int8Array Create(ArrowBuffer values, int length, ArrowBuffer validity, int nullCount) =>
            new(values, length, validity, nullCount);
    }
}

/// <summary>Signed integers of 16 bits.</summary>
public sealed class Int16Array : PrimitiveArray<short>
{
    /// <summary>A view over buffers.</summary>
    /// <param name="values">The values, little-endian.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="validity">A bit a value; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing values; -1: counted when needed.</param>
    /// <param name="offset">Where the array starts within the buffers, in values.</param>
    /// <exception cref="ArgumentException">A buffer is too short.</exception>
    public Int16Array(ArrowBuffer values, int length, ArrowBuffer validity = default, int nullCount = -1, int offset = 0)
        : base(Int16Type.Default, values, length, validity, nullCount, offset)
    {
    }

    /// <summary>A view of an array of values, all of them present.</summary>
    /// <param name="values">The values; not copied.</param>
    public Int16Array(short[] values)
        : this(ArrowBuffer.Of(values), values.Length)
    {
    }

    /// <summary>Builds such an array value by value.</summary>
    public sealed class Builder : PrimitiveArrayBuilder<short, Int16Array, Builder>
    {
        private protected override Int16Array Create(ArrowBuffer values, int length, ArrowBuffer validity, int nullCount) =>
            new(values, length, validity, nullCount);
    }
}

/// <summary>Signed integers of 32 bits.</summary>
public sealed class Int32Array : PrimitiveArray<int>
{
    /// <summary>A view over buffers.</summary>
    /// <param name="values">The values, little-endian.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="validity">A bit a value; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing values; -1: counted when needed.</param>
    /// <param name="offset">Where the array starts within the buffers, in values.</param>
    /// <exception cref="ArgumentException">A buffer is too short.</exception>
    public Int32Array(ArrowBuffer values, int length, ArrowBuffer validity = default, int nullCount = -1, int offset = 0)
        : base(Int32Type.Default, values, length, validity, nullCount, offset)
    {
    }

    /// <summary>A view of an array of values, all of them present.</summary>
    /// <param name="values">The values; not copied.</param>
    public Int32Array(int[] values)
        : this(ArrowBuffer.Of(values), values.Length)
    {
    }

    /// <summary>Builds such an array value by value.</summary>
    public sealed class Builder : PrimitiveArrayBuilder<int, Int32Array, Builder>
    {
        private protected override Int32Array Create(ArrowBuffer values, int length, ArrowBuffer validity, int nullCount) =>
            new(values, length, validity, nullCount);
    }
}

/// <summary>Signed integers of 64 bits.</summary>
public sealed class Int64Array : PrimitiveArray<long>
{
    /// <summary>A view over buffers.</summary>
    /// <param name="values">The values, little-endian.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="validity">A bit a value; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing values; -1: counted when needed.</param>
    /// <param name="offset">Where the array starts within the buffers, in values.</param>
    /// <exception cref="ArgumentException">A buffer is too short.</exception>
    public Int64Array(ArrowBuffer values, int length, ArrowBuffer validity = default, int nullCount = -1, int offset = 0)
        : base(Int64Type.Default, values, length, validity, nullCount, offset)
    {
    }

    /// <summary>A view of an array of values, all of them present.</summary>
    /// <param name="values">The values; not copied.</param>
    public Int64Array(long[] values)
        : this(ArrowBuffer.Of(values), values.Length)
    {
    }

    /// <summary>Builds such an array value by value.</summary>
    public sealed class Builder : PrimitiveArrayBuilder<long, Int64Array, Builder>
    {
        private protected override Int64Array Create(ArrowBuffer values, int length, ArrowBuffer validity, int nullCount) =>
            new(values, length, validity, nullCount);
    }
}
