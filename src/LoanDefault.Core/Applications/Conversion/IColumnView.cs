namespace LoanDefault.Core.Applications.Conversion;

/// <summary>A column of up to <see cref="ApplicationBatch.Capacity"/> source values in a host's memory. Implemented by structs.</summary>
public interface IColumnView
{
    /// <summary>Values.</summary>
    int Count { get; }

    /// <summary>One bit a value, least significant first, 1 where it is present; empty when all values are.</summary>
    ReadOnlySpan<ulong> Validity { get; }

    /// <summary>The values of a type of fixed width, one a row; undefined where not valid.</summary>
    /// <typeparam name="T">A type as wide as the column's.</typeparam>
    ReadOnlySpan<T> Values<T>()
        where T : unmanaged;

    /// <summary>Whether a value is null.</summary>
    /// <param name="row">From 0.</param>
    bool IsNull(int row);

    /// <summary>A text's UTF-8 bytes; undefined where not valid.</summary>
    /// <param name="row">From 0.</param>
    ReadOnlySpan<byte> Bytes(int row);
}
