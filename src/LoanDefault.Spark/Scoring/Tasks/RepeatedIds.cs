using System.Buffers.Binary;
using System.IO.Hashing;

namespace LoanDefault.Spark.Scoring.Tasks;

/// <summary>The ids that occur more than once in a run's input, compared byte by byte.</summary>
internal sealed class RepeatedIds
{
    private readonly HashSet<byte[]> _ids = new(Comparer.Instance);
    private readonly HashSet<byte[]>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    /// <summary>Takes the ids.</summary>
    /// <param name="ids">UTF-8.</param>
    public RepeatedIds(IEnumerable<byte[]> ids)
    {
        _ids.UnionWith(ids);
        _lookup = _ids.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>How many there are.</summary>
    public int Count => _ids.Count;

    /// <summary>Whether an id is one of them.</summary>
    public bool Contains(ReadOnlySpan<byte> id) => _ids.Count > 0 && _lookup.Contains(id);

    /// <summary>Writes them, each behind its length.</summary>
    public void Write(Stream output)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (byte[] id in _ids)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, id.Length);
            output.Write(length);
            output.Write(id);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static RepeatedIds Read(ReadOnlySpan<byte> bytes)
    {
        var ids = new List<byte[]>();
        while (!bytes.IsEmpty)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
            ids.Add(bytes.Slice(sizeof(int), length).ToArray());
            bytes = bytes[(sizeof(int) + length)..];
        }

        return new RepeatedIds(ids);
    }

    private sealed class Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static Comparer Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)XxHash3.HashToUInt64(alternate);
    }
}
