using System.Text;

namespace LoanDefault.Core.Applications;

/// <summary>Cuts and decodes UTF-8 that a lender wrote, which need not be valid.</summary>
internal static class Utf8Text
{
    /// <summary>At most so many bytes, not ending inside a character.</summary>
    public static ReadOnlySpan<byte> Prefix(ReadOnlySpan<byte> utf8, int maximumBytes)
    {
        if (utf8.Length <= maximumBytes)
            return utf8;
        int end = maximumBytes;
        // Continuation bytes are 10xxxxxx; no character has more than three.
        while (end > maximumBytes - 3 && (utf8[end] & 0xC0) == 0x80)
            end--;
        return utf8[..end];
    }

    /// <summary>The text of such a prefix; what is not UTF-8 becomes U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> utf8, int maximumBytes) => Encoding.UTF8.GetString(Prefix(utf8, maximumBytes));
}
