using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Applications.Conversion;
using LoanDefault.Embedded.Native;

namespace LoanDefault.Embedded.DuckDb;

/// <summary>A column's values on the engine's memory, flat: row i's value lies at index i.</summary>
public readonly unsafe struct VectorView : IColumnView
{
    private readonly nint _vector;
    private readonly void* _data;
    private readonly ulong* _validity;

    internal VectorView(nint vector, int count)
    {
        _vector = vector;
        Count = count;
        _data = NativeMethods.VectorData(vector);
        _validity = NativeMethods.VectorValidity(vector);
    }

    /// <summary>Values.</summary>
    public int Count { get; }

    /// <summary>One bit a value, least significant first, 1 where it is present; empty when all values are.</summary>
    public ReadOnlySpan<ulong> Validity => _validity == null ? default : new ReadOnlySpan<ulong>(_validity, (Count + 63) / 64);

    /// <summary>The values of a type of fixed width, such as <c>int</c> for INTEGER; undefined where not valid.</summary>
    /// <typeparam name="T">A type as wide as the column's.</typeparam>
    public ReadOnlySpan<T> Values<T>() where T : unmanaged => new(_data, Count);

    /// <summary>Whether a value is null.</summary>
    public bool IsNull(int row) => _validity != null && (_validity[row >> 6] >> (row & 63) & 1) == 0;

    /// <summary>A text's UTF-8 bytes, or a blob's bytes; undefined where not valid.</summary>
    public ReadOnlySpan<byte> Bytes(int row) => NativeString.Bytes((NativeString*)_data + row);

    /// <summary>A text in place, for those who keep it no longer than the vector; undefined where not valid.</summary>
    internal Utf8Slice Slice(int row)
    {
        ReadOnlySpan<byte> bytes = Bytes(row);
        return new Utf8Slice((nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes)), bytes.Length);
    }

    /// <summary>A text; null where the value is.</summary>
    public string? Text(int row) => IsNull(row) ? null : Encoding.UTF8.GetString(Bytes(row));

    /// <summary>A field of a column of structs.</summary>
    /// <param name="index">From 0.</param>
    public VectorView Field(int index) => new(NativeMethods.StructVectorChild(_vector, (ulong)index), Count);

    /// <summary>All elements of a column of lists, one list after another.</summary>
    public VectorView Elements() =>
        new(NativeMethods.ListVectorChild(_vector), (int)NativeMethods.ListVectorSize(_vector));

    /// <summary>Where a row's list lies in <see cref="Elements"/>.</summary>
    public (int Offset, int Length) List(int row)
    {
        var entry = ((NativeListEntry*)_data)[row];
        return ((int)entry.Offset, (int)entry.Length);
    }
}
