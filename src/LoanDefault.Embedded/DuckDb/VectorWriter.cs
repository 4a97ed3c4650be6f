using LoanDefault.Embedded.Native;

namespace LoanDefault.Embedded.DuckDb;

/// <summary>The column that a function fills, on the engine's memory; every row starts as present with undefined value.</summary>
public readonly unsafe struct VectorWriter
{
    private readonly nint _vector;

    internal VectorWriter(nint vector, int count)
    {
        _vector = vector;
        Count = count;
    }

    /// <summary>Rows to fill.</summary>
    public int Count { get; }

    /// <summary>The values of a type of fixed width, to be filled.</summary>
    /// <typeparam name="T">A type as wide as the column's.</typeparam>
    public Span<T> Values<T>() where T : unmanaged => new(NativeMethods.VectorData(_vector), Count);

    /// <summary>One bit a value, least significant first, 1 where it is present; makes the mask when there is none.</summary>
    public Span<ulong> WritableValidity()
    {
        NativeMethods.VectorEnsureValidityWritable(_vector);
        return new Span<ulong>(NativeMethods.VectorValidity(_vector), (Count + 63) / 64);
    }

    /// <summary>Makes a value null.</summary>
    public void SetNull(int row) => WritableValidity()[row >> 6] &= ~(1UL << (row & 63));

    /// <summary>Copies a text into the column.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="utf8">Valid UTF-8.</param>
    public void SetText(int row, ReadOnlySpan<byte> utf8)
    {
        fixed (byte* pointer = utf8)
            NativeMethods.VectorAssignString(_vector, (ulong)row, pointer, (ulong)utf8.Length);
    }

    /// <summary>A field of a column of structs.</summary>
    /// <param name="index">From 0.</param>
    public VectorWriter Field(int index) => new(NativeMethods.StructVectorChild(_vector, (ulong)index), Count);

    /// <summary>Makes every row's list empty.</summary>
    public void ClearLists() =>
        new Span<NativeListEntry>(NativeMethods.VectorData(_vector), Count).Clear();

    /// <summary>Says where a row's list lies among the elements.</summary>
    public void SetList(int row, int offset, int length) =>
        ((NativeListEntry*)NativeMethods.VectorData(_vector))[row] =
            new NativeListEntry { Offset = (ulong)offset, Length = (ulong)length };

    /// <summary>Makes room for the elements of all lists together and returns their column. Take it anew after a call.</summary>
    /// <param name="elementCount">Elements of all rows.</param>
    public VectorWriter ReserveElements(int elementCount)
    {
        NativeCheck.Succeeded(NativeMethods.ListVectorReserve(_vector, (ulong)elementCount), "reserving list elements");
        NativeCheck.Succeeded(NativeMethods.ListVectorSetSize(_vector, (ulong)elementCount), "sizing list elements");
        return new VectorWriter(NativeMethods.ListVectorChild(_vector), elementCount);
    }
}
