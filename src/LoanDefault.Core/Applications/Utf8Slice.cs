namespace LoanDefault.Core.Applications;

/// <summary>UTF-8 text in the host's memory; valid only while the host keeps the batch's source alive.</summary>
/// <param name="Pointer">The first byte; null with a length of 0 means missing.</param>
/// <param name="Length">Number of bytes.</param>
public readonly unsafe record struct Utf8Slice(nint Pointer, int Length)
{
    /// <summary>Whether there is no text at all.</summary>
    public bool IsMissing => Pointer == 0;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => new((void*)Pointer, Length);
}
