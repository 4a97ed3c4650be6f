using System.Text;
using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow;

/// <summary>A column of texts, however the stream stores them: plain, large, as views or in a dictionary.</summary>
public interface IStringArray
{
    /// <summary>The number of values, missing ones included.</summary>
    int Length { get; }

    /// <summary>Whether a value is present.</summary>
    /// <param name="index">The position, from 0.</param>
    bool IsValid(int index);

    /// <summary>The UTF-8 bytes of a text; of a missing one: anything. A stream's bytes are not checked to be UTF-8.</summary>
    /// <param name="index">The position, from 0.</param>
    ReadOnlySpan<byte> GetBytes(int index);

    /// <summary>A text; null: missing. Bytes that are not UTF-8 become U+FFFD.</summary>
    /// <param name="index">The position, from 0.</param>
    string? GetString(int index);
}

/// <summary>Values of bytes of any length each.</summary>
public abstract class VariableSizeArray : ArrowArray
{
    private protected VariableSizeArray(ArrowType dataType, int length, ArrowBuffer validity, int nullCount, int offset)
        : base(dataType, length, validity, nullCount, offset)
    {
    }

    /// <summary>The bytes of a value; of a missing one: anything.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public abstract ReadOnlySpan<byte> GetBytes(int index);

    private protected string? DecodeString(int index) => IsValid(index) ? Encoding.UTF8.GetString(GetBytes(index)) : null;
}
