using System.Buffers;

namespace LoanDefault.Core.Applications;

/// <summary>What an application id may be, and how every table has it.</summary>
public static class ApplicationIdText
{
    /// <summary>The longest id, in bytes of UTF-8.</summary>
    public const int MaximumBytes = 1024;

    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n\v\f"u8);

    /// <summary>Whether an id is empty or only white space (of ASCII), so that it identifies nothing.</summary>
    /// <param name="utf8">The id; none for a missing one.</param>
    public static bool IsBlank(ReadOnlySpan<byte> utf8) => utf8.IndexOfAnyExcept(Blanks) < 0;

    /// <summary>
    /// An id as it is written, and as its fingerprint is made: a longer one, which is quarantined, is cut to
    /// <see cref="MaximumBytes"/>, not inside a character.
    /// </summary>
    /// <param name="utf8">The id as it was read.</param>
    public static ReadOnlySpan<byte> Written(ReadOnlySpan<byte> utf8) => Utf8Text.Prefix(utf8, MaximumBytes);
}
