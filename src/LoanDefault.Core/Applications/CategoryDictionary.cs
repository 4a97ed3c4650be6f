using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace LoanDefault.Core.Applications;

/// <summary>Finds a category's code from its UTF-8 bytes, without allocating. Immutable; safe to share between threads.</summary>
public sealed class CategoryDictionary
{
    /// <summary>The code of a missing value.</summary>
    public const int Missing = -1;

    /// <summary>The code of a text that the contract does not list.</summary>
    public const int Unknown = -2;

    private readonly byte[][] _texts;
    private readonly int[] _slots;
    private readonly int _mask;

    /// <summary>Creates the dictionary.</summary>
    /// <param name="categories">The texts; a text's code is its position.</param>
    public CategoryDictionary(IReadOnlyList<string> categories)
    {
        _texts = [.. categories.Select(Encoding.UTF8.GetBytes)];
        int size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, _texts.Length * 4));
        _mask = size - 1;
        _slots = new int[size];
        Array.Fill(_slots, Unknown);
        for (int code = 0; code < _texts.Length; code++)
        {
            int slot = (int)Hash(_texts[code]) & _mask;
            while (_slots[slot] >= 0)
                slot = (slot + 1) & _mask;
            _slots[slot] = code;
        }
    }

    /// <summary>Number of categories.</summary>
    public int Count => _texts.Length;

    /// <summary>The code of a text: its position in the contract's list, or <see cref="Unknown"/>.</summary>
    /// <param name="utf8">The text; compared byte for byte.</param>
    public int Find(ReadOnlySpan<byte> utf8)
    {
        for (int slot = (int)Hash(utf8) & _mask; ; slot = (slot + 1) & _mask)
        {
            int code = _slots[slot];
            if (code < 0 || utf8.SequenceEqual(_texts[code]))
                return code;
        }
    }

    // Length, first and last up to four bytes: enough to spread the short, similar texts that categories are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        uint first = 0, last = 0;
        if (utf8.Length >= 4)
        {
            first = Unsafe.ReadUnaligned<uint>(ref MemoryMarshal.GetReference(utf8));
            last = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref MemoryMarshal.GetReference(utf8), utf8.Length - 4));
        }
        else
        {
            foreach (byte b in utf8)
                first = (first << 8) | b;
        }

        uint hash = (first * 0x9E3779B1) ^ (last * 0x85EBCA77) ^ ((uint)utf8.Length * 0xC2B2AE3D);
        return hash ^ (hash >> 15);
    }
}
