using System.Runtime.CompilerServices;

namespace LoanDefault.Arrow;

/// <summary>An array that doubles when it is full. A mutable struct: a field of its builder, never copied.</summary>
internal struct GrowingArray<T>
    where T : unmanaged
{
    private const int FirstCapacity = 64;
    private T[] _items;
    private int _lastCapacity;

    public int Count { get; private set; }

    public readonly Span<T> Written => _items.AsSpan(0, Count);

    public void Add(T value)
    {
        T[] items = _items;
        int count = Count;
        if (items is not null && (uint)count < (uint)items.Length)
        {
            items[count] = value;
            Count = count + 1;
        }
        else
        {
            Append(1)[0] = value;
        }
    }

    /// <summary>Makes room at the end; what it holds is not set.</summary>
    public Span<T> Append(int count)
    {
        Reserve(count);
        Count += count;
        return _items.AsSpan(Count - count, count);
    }

    public void Reserve(int more)
    {
        long needed = (long)Count + more;
        if (_items is not null && needed <= _items.Length)
            return;
        if (needed * Unsafe.SizeOf<T>() > int.MaxValue)
            throw new InvalidOperationException("an array holds at most 2 GiB: build it earlier and use more batches");
        long doubled = Math.Max(needed, Math.Max(Count * 2L, Math.Max(_lastCapacity, FirstCapacity)));
        var larger = GC.AllocateUninitializedArray<T>((int)Math.Min(doubled, int.MaxValue / Unsafe.SizeOf<T>()));
        Written.CopyTo(larger);
        _items = larger;
    }

    public readonly ArrowBuffer ToBuffer() => _items is null ? default : ArrowBuffer.Of(_items, 0, Count);

    /// <summary>Empties the array. Without keeping its memory, whoever has a buffer of it keeps that alone.</summary>
    public void Forget(bool keepMemory)
    {
        Count = 0;
        if (keepMemory || _items is null)
            return;
        _lastCapacity = _items.Length;
        _items = null!;
    }
}
