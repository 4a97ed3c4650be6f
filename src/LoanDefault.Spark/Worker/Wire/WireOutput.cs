using System.Buffers.Binary;
using System.Text;

namespace LoanDefault.Spark.Worker.Wire;

/// <summary>What the worker sends: big-endian numbers and texts, with Arrow streams between them. Large writes go past the buffer.</summary>
internal sealed class WireOutput(Stream target, int bufferSize = 64 << 10) : Stream
{
    private readonly byte[] _buffer = new byte[bufferSize];
    private int _filled;

    /// <summary>The connection broke; what is written is dropped from then on.</summary>
    public bool IsPeerGone { get; private set; }

    public void WriteInt32(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        Write(bytes);
    }

    public void WriteInt64(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        Write(bytes);
    }

    /// <summary>i32 length, then the text as UTF-8.</summary>
    public void WriteText(string text) => WriteBytes(Encoding.UTF8.GetBytes(text));

    /// <summary>i32 length, then the bytes.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        WriteInt32(bytes.Length);
        Write(bytes);
    }

    /// <exception cref="PeerGoneException">Nobody reads any more.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > _buffer.Length - _filled)
            Flush();
        if (buffer.Length >= _buffer.Length)
        {
            Send(buffer);
            return;
        }
        buffer.CopyTo(_buffer.AsSpan(_filled));
        _filled += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <exception cref="PeerGoneException">Nobody reads any more.</exception>
    public override void Flush()
    {
        int count = _filled;
        _filled = 0;
        if (count > 0)
            Send(_buffer.AsSpan(0, count));
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        if (IsPeerGone)
            throw new PeerGoneException();
        try
        {
            target.Write(bytes);
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            IsPeerGone = true;
            throw new PeerGoneException(broken);
        }
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
