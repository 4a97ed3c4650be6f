using System.Runtime.CompilerServices;

namespace LoanDefault.Arrow.Ipc;

/// <summary>
/// Memory that starts at a multiple of 64 bytes and grows only as bytes arrive, so that a length that lies costs nothing.
/// </summary>
internal sealed class BodyMemory
{
    /// <summary>What the memory starts at a multiple of: a cache line, a vector of 512 bits.</summary>
    public const int Alignment = 64;

    // Allocated on a stream's word alone.
    private const int Trusted = 64 * 1024;

    private byte[] _memory = [];
    private int _start;

    private int Capacity => _memory.Length == 0 ? 0 : _memory.Length - Alignment;

    /// <summary>Replaces the content by the next bytes of a stream.</summary>
    /// <param name="stream">Where they come from; not a byte more is taken.</param>
    /// <param name="length">How many.</param>
    /// <param name="what">What they are, for the error.</param>
    /// <exception cref="ArrowFormatException">The stream ends before.</exception>
    public void Fill(Stream stream, int length, string what)
    {
        int filled = 0;
        while (filled < length)
        {
            if (filled >= Capacity)
                Grow(Math.Min(length, Math.Max(Trusted, filled * 2L)), filled);
            int read = stream.Read(_memory, _start + filled, Math.Min(length, Capacity) - filled);
            if (read == 0)
                throw new ArrowFormatException($"the stream ends after {filled} of the {length} bytes of {what}: its sender stopped early");
            filled += read;
        }
    }

    /// <summary>Makes room without keeping the content.</summary>
    public void Reserve(int length)
    {
        if (length > Capacity)
            Grow(length, 0);
    }

    public ArrowBuffer Buffer(int length) => length == 0 ? default : ArrowBuffer.Of(_memory, _start, length);

    public Span<byte> Span(int length) => _memory.AsSpan(_start, length);

    private unsafe void Grow(long capacity, int keep)
    {
        // Pinned memory does not move, so its start stays aligned.
        byte[] larger = GC.AllocateUninitializedArray<byte>((int)capacity + Alignment, pinned: true);
        int start = (int)(-(nint)Unsafe.AsPointer(ref larger[0]) & (Alignment - 1));
        _memory.AsSpan(_start, keep).CopyTo(larger.AsSpan(start));
        _memory = larger;
        _start = start;
    }
}
