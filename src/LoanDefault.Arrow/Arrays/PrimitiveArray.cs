using System.Runtime.CompilerServices;
using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow;

/// <summary>Values of one fixed width side by side.</summary>
/// <typeparam name="T">What a value is stored as.</typeparam>
public abstract class PrimitiveArray<T> : ArrowArray
    where T : unmanaged
{
    private protected PrimitiveArray(ArrowType dataType, ArrowBuffer values, int length, ArrowBuffer validity, int nullCount, int offset)
        : base(dataType, length, validity, nullCount, offset)
    {
        Require(values, (long)(offset + length) * Unsafe.SizeOf<T>(), "values' buffer", nameof(values));
        ValueBuffer = values;
    }

    /// <summary>
    /// The values; at a missing one's position stands anything. The span starts at a multiple of 8 bytes at least
    /// (64-byte aligned only where the writer of the stream aligned to 64), of a slice at any value.
    /// </summary>
    public ReadOnlySpan<T> Values => ValueBuffer.Elements<T>(Offset, Length);

    internal ArrowBuffer ValueBuffer { get; }

    /// <summary>One value; null: missing.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public T? GetValue(int index) => IsValid(index) ? Values[index] : null;
}
