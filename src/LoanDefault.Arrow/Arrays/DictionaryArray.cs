using System.Numerics;
using System.Text;
using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow;

/// <summary>
/// Positions in a dictionary of values. Validity and null count are those of the positions; a dictionary may also have a
/// missing value of its own, at which <see cref="GetString"/> looks too.
/// </summary>
public sealed class DictionaryArray : ArrowArray, IStringArray
{
    /// <summary>A view over positions and a dictionary.</summary>
    /// <param name="indices">An integer array.</param>
    /// <param name="dictionary">The values.</param>
    /// <exception cref="ArgumentException">The positions aren't integers, or one is out of the dictionary.</exception>
    public DictionaryArray(ArrowArray indices, ArrowArray dictionary)
        : this(new DictionaryType(Checked(indices).DataType, Checked(dictionary).DataType), indices, dictionary)
    {
        if (FindProblem() is { } problem)
            throw new ArgumentException(problem, nameof(indices));
    }

    // Unchecked: FindProblem is the caller's.
    internal DictionaryArray(DictionaryType dataType, ArrowArray indices, ArrowArray dictionary)
        : base(dataType, indices.Length, indices.ValidityBuffer, indices.ValidityBuffer.IsEmpty ? 0 : indices.NullCount, indices.Offset)
    {
        Indices = indices;
        Dictionary = dictionary;
    }

    /// <summary>The positions: an integer array.</summary>
    public ArrowArray Indices { get; private set; }

    /// <summary>The values. The same object from batch to batch as long as the stream doesn't change it.</summary>
    public ArrowArray Dictionary { get; }

    /// <summary>A value's position in the dictionary; -1: missing.</summary>
    /// <param name="index">The position in this array, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public int GetIndex(int index)
    {
        if (!IsValid(index))
            return -1;
        return Indices switch
        {
            Int32Array indices => indices.Values[index],
            Int8Array indices => indices.Values[index],
            Int16Array indices => indices.Values[index],
            Int64Array indices => (int)indices.Values[index],
            UInt8Array indices => indices.Values[index],
            UInt16Array indices => indices.Values[index],
            UInt32Array indices => (int)indices.Values[index],
            _ => (int)((UInt64Array)Indices).Values[index],
        };
    }

    /// <summary>The bytes of a text of a dictionary of texts or bytes; of a missing one: none.</summary>
    /// <param name="index">The position in this array, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    /// <exception cref="InvalidOperationException">The dictionary has neither texts nor bytes.</exception>
    public ReadOnlySpan<byte> GetBytes(int index)
    {
        if (Dictionary is not VariableSizeArray values)
            throw new InvalidOperationException($"a {DataType} has no bytes to read: use GetIndex and Dictionary");
        int position = GetIndex(index);
        return position < 0 ? default : values.GetBytes(position);
    }

    /// <summary>A text of a dictionary of texts; null: missing, here or in the dictionary.</summary>
    /// <param name="index">The position in this array, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    /// <exception cref="InvalidOperationException">The dictionary has neither texts nor bytes.</exception>
    public string? GetString(int index)
    {
        int position = GetIndex(index);
        return position < 0 || Dictionary.IsNull(position) ? null : Encoding.UTF8.GetString(GetBytes(index));
    }

    /// <summary>Says what is wrong with the positions of present values; null: nothing.</summary>
    internal string? FindProblem()
    {
        bool isInside = Indices switch
        {
            Int8Array indices => AreWithin(indices.Values),
            Int16Array indices => AreWithin(indices.Values),
            Int32Array indices => AreWithin(indices.Values),
            Int64Array indices => AreWithin(indices.Values),
            UInt8Array indices => AreWithin(indices.Values),
            UInt16Array indices => AreWithin(indices.Values),
            UInt32Array indices => AreWithin(indices.Values),
            _ => AreWithin(((UInt64Array)Indices).Values),
        };
        return isInside ? null : $"a position is not within its dictionary of {Dictionary.Length} values";
    }

    private protected override void OnSliced(int offset, int length) => Indices = Indices.Slice(offset, length);

    private bool AreWithin<T>(ReadOnlySpan<T> indices)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int i = 0; i < indices.Length; i++)
        {
            // As a 64-bit unsigned number, a negative position is a very large one.
            if (ulong.CreateTruncating(indices[i]) >= (ulong)Dictionary.Length && IsValid(i))
                return false;
        }
        return true;
    }

    private static ArrowArray Checked(ArrowArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return array;
    }
}
