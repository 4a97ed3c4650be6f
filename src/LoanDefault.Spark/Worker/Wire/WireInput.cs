using System.Buffers.Binary;
using System.Text;

namespace LoanDefault.Spark.Worker.Wire;

/// <summary>
/// What Spark sends: big-endian numbers and texts, with Arrow streams between them. One buffer for both, so that an Arrow reader
/// that stops behind its stream loses nothing of what follows. Large reads go past the buffer.
/// </summary>
internal sealed class WireInput : Stream
{
    // Far above what a driver sends, and low enough that a garbled length is an error, not an exhausted machine.
    private const int LongestPart = 256 << 20;
    private const int ReadAtOnce = 1 << 20;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Stream _source;
    private readonly Action? _beforeWaiting;
    private readonly byte[] _buffer;
    private readonly bool _isMessage;
    private int _position;
    private int _filled;

    /// <param name="source">The connection.</param>
    /// <param name="beforeWaiting">Runs before each read that may wait: sends what the other side may wait for.</param>
    /// <param name="bufferSize">Bytes.</param>
    public WireInput(Stream source, Action? beforeWaiting = null, int bufferSize = 64 << 10)
    {
        _source = source;
        _beforeWaiting = beforeWaiting;
        _buffer = new byte[bufferSize];
    }

    private WireInput(byte[] message)
    {
        _source = Null;
        _buffer = message;
        _filled = message.Length;
        _isMessage = true;
    }

    /// <summary>The connection ended or broke.</summary>
    public bool IsPeerGone { get; private set; }

    /// <summary>True at the end of a message that <see cref="ReadMessage"/> gave.</summary>
    public bool IsAtEnd => _isMessage && _position == _filled;

    /// <summary>False when the peer closed the connection before the number.</summary>
    public bool TryReadInt32(out int value)
    {
        value = 0;
        if (_position == _filled && Fill() == 0)
            return false;
        value = ReadInt32();
        return true;
    }

    public int ReadInt32() => BinaryPrimitives.ReadInt32BigEndian(ReadExactly(stackalloc byte[sizeof(int)]));

    public long ReadInt64() => BinaryPrimitives.ReadInt64BigEndian(ReadExactly(stackalloc byte[sizeof(long)]));

    public bool ReadBoolean()
    {
        byte value = ReadExactly(stackalloc byte[1])[0];
        return value <= 1 ? value == 1 : throw new WorkerProtocolException($"Spark sent {value} where true or false stands: its protocol is not the one that the driver's tag names");
    }

    /// <summary>A number of things that follow.</summary>
    public int ReadCount()
    {
        int count = ReadInt32();
        return count >= 0 ? count : throw new WorkerProtocolException($"Spark sent {count} where a count stands: its protocol is not the one that the driver's tag names");
    }

    /// <summary>i32 length, then that many bytes of UTF-8.</summary>
    public string ReadText(int longest = LongestPart)
    {
        byte[] bytes = ReadBytes(longest);
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException invalid)
        {
            throw new WorkerProtocolException("Spark sent a text that is no UTF-8: its protocol is not the one that the driver's tag names", invalid);
        }
    }

    /// <summary>i32 length, then that many bytes.</summary>
    public byte[] ReadBytes(int longest = LongestPart)
    {
        int length = ReadInt32();
        if (length < 0 || length > longest || (_isMessage && length > _filled - _position))
            throw new WorkerProtocolException($"Spark sent a part of {length} bytes: expected 0 to {longest}");
        byte[] bytes = new byte[Math.Min(length, ReadAtOnce)];
        for (int read = 0; ; Array.Resize(ref bytes, (int)Math.Min(length, bytes.Length * 2L)))
        {
            ReadExactly(bytes.AsSpan(read));
            read = bytes.Length;
            if (read == length)
                return bytes;
        }
    }

    /// <summary>i32 length, then a message of exactly that many bytes, read by itself.</summary>
    public WireInput ReadMessage() => new(ReadBytes());

    /// <summary>Reads and forgets until the peer closes the connection: closing with unread bytes would lose what was sent last.</summary>
    public void Drain()
    {
        do
            _position = _filled;
        while (Fill() > 0);
    }

    public override int Read(Span<byte> buffer)
    {
        int ready = _filled - _position;
        if (ready == 0)
        {
            if (buffer.Length >= _buffer.Length)
                return ReadSource(buffer);
            ready = Fill();
        }
        int count = Math.Min(ready, buffer.Length);
        _buffer.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    private new Span<byte> ReadExactly(Span<byte> buffer)
    {
        for (int read = 0; read < buffer.Length;)
        {
            int count = Read(buffer[read..]);
            if (count == 0)
                throw _isMessage ? new WorkerProtocolException("Spark's description of the task ends too early: its protocol is not the one that the driver's tag names") : new PeerGoneException();
            read += count;
        }
        return buffer;
    }

    private int Fill()
    {
        if (_isMessage)
            return 0;
        _position = _filled = 0;
        return _filled = ReadSource(_buffer);
    }

    // A connection that broke is a connection that ended: either way nobody waits for the task.
    private int ReadSource(Span<byte> buffer)
    {
        if (_isMessage || IsPeerGone)
            return 0;
        _beforeWaiting?.Invoke();
        int count = 0;
        try
        {
            count = _source.Read(buffer);
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
        }
        IsPeerGone = count == 0;
        return count;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
