using System.Buffers.Binary;
using System.Numerics;

namespace LoanDefault.Arrow;

/// <summary>Bits in Arrow's order: bit i is bit i % 8 of byte i / 8, the least significant first.</summary>
internal static class Bitmap
{
    public static int BytesFor(int bits) => (int)(((long)bits + 7) / 8);

    public static bool Get(ReadOnlySpan<byte> bits, int index) => (bits[index >> 3] >> (index & 7) & 1) != 0;

    /// <summary>Counts the set bits among <paramref name="count"/> bits from <paramref name="start"/> on.</summary>
    public static int CountSet(ReadOnlySpan<byte> bits, int start, int count)
    {
        int set = 0;
        int end = start + count;
        while (start < end && (start & 7) != 0)
            set += Get(bits, start++) ? 1 : 0;
        ReadOnlySpan<byte> whole = bits.Slice(start >> 3, (end - start) >> 3);
        start += whole.Length * 8;
        for (; whole.Length >= sizeof(ulong); whole = whole[sizeof(ulong)..])
            set += BitOperations.PopCount(BinaryPrimitives.ReadUInt64LittleEndian(whole));
        foreach (byte eight in whole)
            set += BitOperations.PopCount(eight);
        while (start < end)
            set += Get(bits, start++) ? 1 : 0;
        return set;
    }

    /// <summary>Copies bits so that the first lands in bit 0; what is left of the last byte becomes 0.</summary>
    public static void CopyToStart(ReadOnlySpan<byte> bits, int start, int count, Span<byte> to)
    {
        int shift = start & 7;
        ReadOnlySpan<byte> from = bits[(start >> 3)..];
        int bytes = BytesFor(count);
        for (int i = 0; i < bytes; i++)
        {
            int next = i + 1 < from.Length ? from[i + 1] : 0;
            to[i] = (byte)((from[i] | next << 8) >> shift);
        }
        if ((count & 7) != 0)
            to[bytes - 1] &= (byte)((1 << (count & 7)) - 1);
    }

    public static void Set(Span<byte> bits, int index, bool value)
    {
        byte mask = (byte)(1 << (index & 7));
        if (value)
            bits[index >> 3] |= mask;
        else
            bits[index >> 3] &= (byte)~mask;
    }

    /// <summary>Sets <paramref name="count"/> bits from <paramref name="start"/> on.</summary>
    public static void Fill(Span<byte> bits, int start, int count)
    {
        int end = start + count;
        while (start < end && (start & 7) != 0)
            Set(bits, start++, true);
        int wholeBytes = (end - start) >> 3;
        bits.Slice(start >> 3, wholeBytes).Fill(byte.MaxValue);
        start += wholeBytes * 8;
        while (start < end)
            Set(bits, start++, true);
    }
}
