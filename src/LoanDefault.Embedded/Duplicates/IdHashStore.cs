using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LoanDefault.Embedded.Duplicates;

/// <summary>Keeps blocks of hashes: in memory up to a limit, then in a file.</summary>
internal sealed unsafe class IdHashStore(long memoryLimitBytes, string spillFile) : IDisposable
{
    private const int SlabBytes = 1 << 20;

    private readonly Lock _gate = new();
    private readonly List<nint> _slabs = [];
    private int _slabUsedBytes = SlabBytes;
    private SafeFileHandle? _file;
    private long _fileLength;

    /// <summary>Bytes that went to the file.</summary>
    internal long SpilledBytes => _fileLength;

    /// <summary>Keeps a copy of some hashes; thread-safe.</summary>
    internal IdHashBlock Put(ReadOnlySpan<ulong> hashes)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(hashes);
        long offset;
        SafeFileHandle file;
        lock (_gate)
        {
            if (TryTakeMemory(bytes.Length) is var memory && memory != nint.Zero)
            {
                bytes.CopyTo(new Span<byte>((void*)memory, bytes.Length));
                return new IdHashBlock(memory, 0, hashes.Length);
            }

            file = _file ??= File.OpenHandle(
                spillFile, FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
            offset = _fileLength;
            _fileLength += bytes.Length;
        }

        RandomAccess.Write(file, bytes, offset);
        return new IdHashBlock(nint.Zero, offset, hashes.Length);
    }

    /// <summary>A block's hashes; thread-safe.</summary>
    /// <param name="block">A block of this store.</param>
    /// <param name="buffer">Room for the block, used when it lies in the file.</param>
    internal ReadOnlySpan<ulong> Get(IdHashBlock block, Span<ulong> buffer)
    {
        if (block.Memory != nint.Zero)
            return new ReadOnlySpan<ulong>((void*)block.Memory, block.Count);
        Span<byte> bytes = MemoryMarshal.AsBytes(buffer[..block.Count]);
        for (int read = 0; read < bytes.Length;)
        {
            int more = RandomAccess.Read(_file!, bytes[read..], block.FileOffset + read);
            if (more == 0)
                throw new EndOfStreamException($"{spillFile} ends before offset {block.FileOffset + bytes.Length}");
            read += more;
        }

        return buffer[..block.Count];
    }

    public void Dispose()
    {
        foreach (nint slab in _slabs)
            NativeMemory.Free((void*)slab);
        _slabs.Clear();
        _file?.Dispose();
        _file = null;
    }

    private nint TryTakeMemory(int bytes)
    {
        if (_slabUsedBytes + bytes > SlabBytes)
        {
            if ((_slabs.Count + 1L) * SlabBytes > memoryLimitBytes)
                return nint.Zero;
            _slabs.Add((nint)NativeMemory.Alloc(SlabBytes));
            _slabUsedBytes = 0;
        }

        nint memory = _slabs[^1] + _slabUsedBytes;
        _slabUsedBytes += bytes;
        return memory;
    }
}
