using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow;

/// <summary>IEEE 754 numbers of 32 bits.</summary>
public sealed class FloatArray : PrimitiveArray<float>
{
    /// <summary>A view over buffers.</summary>
    /// <param name="values">The values, little-endian.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="validity">A bit a value; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing values; -1: counted when needed.</param>
    /// <param name="offset">Where the array starts within the buffers, in values.</param>
    /// <exception cref="ArgumentException">A buffer is too short.</exception>
    public FloatArray(ArrowBuffer values, int length, ArrowBuffer validity = default, int nullCount = -1, int offset = 0)
        : base(FloatType.Default, values, length, validity, nullCount, offset)
    {
    }

    /// <summary>A view of an array of values, all of them present.</summary>
    /// <param name="values">The values; not copied.</param>
    public FloatArray(float[] values)
        : this(ArrowBuffer.Of(values), values.Length)
    {
    }

    /// <summary>Builds such an array value by value.</summary>
    public sealed class Builder : PrimitiveArrayBuilder<float, FloatArray, Builder>
    {
        private protected override FloatArray Create(ArrowBuffer values, int length, ArrowBuffer validity, int nullCount) =>
            new(values, length, validity, nullCount);
    }
}

/// <summary>IEEE 754 numbers of 64 bits.</summary>
public sealed class DoubleArray : PrimitiveArray<double>
{
    /// <summary>A view over buffers.</summary>
    /// <param name="values">The values, little-endian.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="validity">A bit a value; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing values; -1: counted when needed.</param>
    /// <param name="offset">Where the array starts within the buffers, in values.</param>
    /// <exception cref="ArgumentException">A buffer is too short.</exception>
    public DoubleArray(ArrowBuffer values, int length, ArrowBuffer validity = default, int nullCount = -1, int offset = 0)
        : base(DoubleType.Default, values, length, validity, nullCount, offset)
    {
    }

    /// <summary>A view of an array of values, all of them present.</summary>
    /// <param name="values">The values; not copied.</param>
    public DoubleArray(double[] values)
        : this(ArrowBuffer.Of(values), values.Length)
    {
    }

    /// <summary>Builds such an array value by value.</summary>
    public sealed class Builder : PrimitiveArrayBuilder<double, DoubleArray, Builder>
    {
        private protected override DoubleArray Create(ArrowBuffer values, int length, ArrowBuffer validity, int nullCount) =>
            new(values, length, validity, nullCount);
    }
}
