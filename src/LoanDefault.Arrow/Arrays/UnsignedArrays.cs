using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow;

/// <summary>Unsigned integers of 8 bits.</summary>
public sealed class UInt8Array : PrimitiveArray<byte>
{
    /// <summary>A view over buffers.</summary>
    /// <param name="values">The values, little-endian.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="validity">A bit a value; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing values; -1: counted when needed.</param>
    /// <param name="offset">Where the array starts within the buffers, in values.</param>
    /// <exception cref="ArgumentException">A buffer is too short.</exception>
    public UInt8Array(ArrowBuffer values, int length, ArrowBuffer validity = default, int nullCount = -1, int offset = 0)
        : base(UInt8Type.Default, values, length, validity, nullCount, offset)
    {
    }

    /// <summary>A view of an array of values, all of them present.</summary>
    /// <param name="values">The values; not copied.</param>
    public UInt8Array(byte[] values)
        : this(ArrowBuffer.Of(values), values.Length)
    {
    }

    /// <summary>Builds such an array value by value.</summary>
    public sealed class Builder : PrimitiveArrayBuilder<byte, UInt8Array, Builder>
    {
        private protected override UInt8Array Create(ArrowBuffer values, int length, ArrowBuffer validity, int nullCount) =>
            new(values, length, validity, nullCount);
    }
}

/// <summary>Unsigned integers of 16 bits.</summary>
public sealed class UInt16Array : PrimitiveArray<ushort>
{
    /// <summary>A view over buffers.</summary>
    /// <param name="values">The values, little-endian.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="validity">A bit a value; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing values; -1: counted when needed.</param>
    /// <param name="offset">Where the array starts within the buffers, in values.</param>
    /// <exception cref="ArgumentException">A buffer is too short.</exception>
    public UInt16Array(ArrowBuffer values, int length, ArrowBuffer validity = default, int nullCount = -1, int offset = 0)
        : base(UInt16Type.Default, values, length, validity, nullCount, offset)
    {
    }

    /// <summary>A view of an array of values, all of them present.</summary>
    /// <param name="values">The values; not copied.</param>
    public UInt16Array(ushort[] values)
        : this(ArrowBuffer.Of(values), values.Length)
    {
    }

    /// <summary>Builds such an array value by value.</summary>
    public sealed class Builder : PrimitiveArrayBuilder<ushort, UInt16Array, Builder>
    {
        private protected override UInt16Array Create(ArrowBuffer values, int length, ArrowBuffer validity, int nullCount) =>
            new(values, length, validity, nullCount);
    }
}

/// <summary>Unsigned integers of 32 bits.</summary>
public sealed class UInt32Array : PrimitiveArray<uint>
{
    /// <summary>A view over buffers.</summary>
    /// <param name="values">The values, little-endian.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="validity">A bit a value; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing values; -1: counted when needed.</param>
    /// <param name="offset">Where the array starts within the buffers, in values.</param>
    /// <exception cref="ArgumentException">A buffer is too short.</exception>
    public UInt32Array(ArrowBuffer values, int length, ArrowBuffer validity = default, int nullCount = -1, int offset = 0)
        : base(UInt32Type.Default, values, length, validity, nullCount, offset)
    {
    }

    /// <summary>A view of an array of values, all of them present.</summary>
    /// <param name="values">The values; not copied.</param>
    public UInt32Array(uint[] values)
        : this(ArrowBuffer.Of(values), values.Length)
    {
    }

    /// <summary>Builds such an array value by value.</summary>
    public sealed class Builder : PrimitiveArrayBuilder<uint, UInt32Array, Builder>
    {
        private protected override UInt32Array Create(ArrowBuffer values, int length, ArrowBuffer validity, int nullCount) =>
            new(values, length, validity, nullCount);
    }
}

/// <summary>Unsigned integers of 64 bits.</summary>
public sealed class UInt64Array : PrimitiveArray<ulong>
{
    /// <summary>A view over buffers.</summary>
    /// <param name="values">The values, little-endian.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="validity">A bit a value; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing values; -1: counted when needed.</param>
    /// <param name="offset">Where the array starts within the buffers, in values.</param>
    /// <exception cref="ArgumentException">A buffer is too short.</exception>
    public UInt64Array(ArrowBuffer values, int length, ArrowBuffer validity = default, int nullCount = -1, int offset = 0)
        : base(UInt64Type.Default, values, length, validity, nullCount, offset)
    {
    }

    /// <summary>A view of an array of values, all of them present.</summary>
    /// <param name="values">The values; not copied.</param>
    public UInt64Array(ulong[] values)
        : this(ArrowBuffer.Of(values), values.Length)
    {
    }

    /// <summary>Builds such an array value by value.</summary>
    public sealed class Builder : PrimitiveArrayBuilder<ulong, UInt64Array, Builder>
    {
        private protected override UInt64Array Create(ArrowBuffer values, int length, ArrowBuffer validity, int nullCount) =>
            new(values, length, validity, nullCount);
    }
}
