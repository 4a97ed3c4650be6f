using System.IO.Hashing;

namespace LoanDefault.Core.Applications;

/// <summary>
/// The order-independent fingerprint of a set of rows: how many there are, and the sum modulo 2^128 of their ids'
/// XXH128 hashes. What was read must equal what was scored plus what was quarantined.
/// </summary>
/// <param name="Count">Number of rows.</param>
/// <param name="Sum">Sum of the hashes, modulo 2^128.</param>
public readonly record struct ApplicationIdHash(long Count, UInt128 Sum)
{
    /// <summary>The fingerprint of both sets together.</summary>
    public static ApplicationIdHash operator +(ApplicationIdHash left, ApplicationIdHash right) =>
        new(left.Count + right.Count, unchecked(left.Sum + right.Sum));

    /// <summary>Adds a row.</summary>
    /// <param name="id">The application id's UTF-8 bytes.</param>
    public ApplicationIdHash Add(ReadOnlySpan<byte> id) => Add(HashOf(id));

    /// <summary>Adds a row whose id was hashed before.</summary>
    /// <param name="hash">What <see cref="HashOf"/> gave.</param>
    public ApplicationIdHash Add(UInt128 hash) => new(Count + 1, unchecked(Sum + hash));

    /// <summary>The hash of an id: XXH128 with seed 0.</summary>
    /// <param name="id">The application id's UTF-8 bytes; none for a missing id.</param>
    public static UInt128 HashOf(ReadOnlySpan<byte> id) => XxHash128.HashToUInt128(id);
}
