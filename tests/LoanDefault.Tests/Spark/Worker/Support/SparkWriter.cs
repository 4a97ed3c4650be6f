using System.Buffers.Binary;
using System.Text;

namespace LoanDefault.Tests.Spark.Worker.Support;

/// <summary>Spark's side of the wire, as java.io.DataOutputStream writes it.</summary>
internal sealed class SparkWriter
{
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => _bytes.ToArray();

    public SparkWriter Int32(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return Raw(bytes);
    }

    public SparkWriter Int64(long value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return Raw(bytes);
    }

    public SparkWriter Boolean(bool value) => Raw([value ? (byte)1 : (byte)0]);

    public SparkWriter Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    public SparkWriter Bytes(byte[] bytes) => Int32(bytes.Length).Raw(bytes);

    public SparkWriter Map(params (string Key, string Value)[] entries)
    {
        Int32(entries.Length);
        foreach ((string key, string value) in entries)
            Text(key).Text(value);
        return this;
    }

    public SparkWriter Raw(byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }
}
