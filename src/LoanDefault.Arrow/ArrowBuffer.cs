using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LoanDefault.Arrow;

/// <summary>
/// A run of bytes within a managed array, which it keeps alive. Copying the struct copies no bytes. The default value is
/// the empty buffer.
/// </summary>
public readonly struct ArrowBuffer : IEquatable<ArrowBuffer>
{
    // Any array of unmanaged elements: a column of doubles is a buffer without a copy.
    private readonly System.Array? _owner;
    private readonly int _offset;

    private ArrowBuffer(System.Array? owner, int offset, int length)
    {
        _owner = owner;
        _offset = offset;
        Length = length;
    }

    /// <summary>The number of bytes.</summary>
    public int Length { get; }

    /// <summary>Whether there are no bytes.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => _owner is null ? default : MemoryMarshal.CreateReadOnlySpan(ref Start, Length);

    private ref byte Start => ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(_owner!), (nint)_offset);

    /// <summary>A view of an array: no copy, so what is written into the array later shows.</summary>
    /// <typeparam name="T">The array's element.</typeparam>
    /// <param name="values">The array.</param>
    /// <exception cref="ArgumentException">The array has more than 2^31-1 bytes.</exception>
    public static ArrowBuffer Of<T>(T[] values)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        return Of(values, 0, values.Length);
    }

    /// <summary>A view of a part of an array.</summary>
    /// <typeparam name="T">The array's element.</typeparam>
    /// <param name="values">The array.</param>
    /// <param name="start">The first element.</param>
    /// <param name="count">The number of elements.</param>
    /// <exception cref="ArgumentException">The part is not in the array, or an end of it is beyond 2^31-1 bytes.</exception>
    public static ArrowBuffer Of<T>(T[] values, int start, int count)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count > values.Length - start)
            throw new ArgumentException($"elements {start} to {start + (long)count} are not within an array of {values.Length}", nameof(count));
        if ((start + (long)count) * Unsafe.SizeOf<T>() > int.MaxValue)
            throw new ArgumentException("a buffer ends at most 2 GiB behind its array's start: use more batches", nameof(values));
        return new ArrowBuffer(values, start * Unsafe.SizeOf<T>(), count * Unsafe.SizeOf<T>());
    }

    /// <summary>A part of this buffer.</summary>
    /// <param name="start">The first byte.</param>
    /// <param name="length">The number of bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is not within the buffer.</exception>
    public ArrowBuffer Slice(int start, int length)
    {
        if ((uint)start > (uint)Length || (uint)length > (uint)(Length - start))
            throw new ArgumentOutOfRangeException(nameof(start), $"bytes {start} to {start + (long)length} are not within a buffer of {Length}");
        return new ArrowBuffer(_owner, _offset + start, length);
    }

    /// <summary>The bytes as elements; a remainder too short for one is left out.</summary>
    /// <typeparam name="T">The element.</typeparam>
    public ReadOnlySpan<T> As<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Span);

    /// <inheritdoc/>
    public bool Equals(ArrowBuffer other) => ReferenceEquals(_owner, other._owner) && _offset == other._offset && Length == other.Length;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ArrowBuffer other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_owner is null ? 0 : RuntimeHelpers.GetHashCode(_owner), _offset, Length);

    /// <summary>Whether both are views of the same bytes.</summary>
    public static bool operator ==(ArrowBuffer left, ArrowBuffer right) => left.Equals(right);

    /// <summary>Whether the two are views of other bytes.</summary>
    public static bool operator !=(ArrowBuffer left, ArrowBuffer right) => !left.Equals(right);

    // The caller has checked that the elements are within the buffer.
    internal ReadOnlySpan<T> Elements<T>(int start, int count)
        where T : unmanaged =>
        count == 0 ? default : MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref Unsafe.As<byte, T>(ref Start), start), count);

    /// <summary>How many bytes of the same array lie between this buffer's end and the next one's start; null: another array, or not behind it.</summary>
    internal int? GapTo(ArrowBuffer next) =>
        ReferenceEquals(_owner, next._owner) && next._offset - _offset - Length is >= 0 and int gap ? gap : null;

    /// <summary>This buffer lengthened over bytes behind it in the same array.</summary>
    internal ArrowBuffer Extend(int bytes) => new(_owner, _offset, Length + bytes);
}
