using LoanDefault.Arrow.FlatBuffers;

namespace LoanDefault.Tests.Arrow.FlatBuffers;

public sealed class FlatBuilderTests
{
    [Test]
    public void Every_kind_of_field_comes_back()
    {
        FlatTable table = FlatTable.Root(Sample(new FlatBuilder()));
        Assert.That(table.Byte(0), Is.EqualTo(7));
        Assert.That(table.Boolean(1), Is.True);
        Assert.That(table.Int16(2), Is.EqualTo(-2));
        Assert.That(table.Int32(3), Is.EqualTo(int.MinValue));
        Assert.That(table.Int64(4), Is.EqualTo(long.MaxValue));
        Assert.That(table.Text(5).ToArray(), Is.EqualTo("text"u8.ToArray()));
        Assert.That(table.Tables(6).Count, Is.EqualTo(2));
        Assert.That(table.Tables(6)[1].Int64(0), Is.EqualTo(5));
        Assert.That(table.TryTable(7, out _), Is.False);
    }

    [Test]
    public void Absent_fields_have_their_default()
    {
        var builder = new FlatBuilder();
        builder.StartTable(0);
        FlatTable table = FlatTable.Root(builder.Finish(builder.EndTable()));
        Assert.That((table.Byte(0, 3), table.Int16(9, -1), table.Int32(0, 5), table.Int64(0)), Is.EqualTo(((byte)3, (short)-1, 5, 0L)));
        Assert.That(table.Has(0), Is.False);
        Assert.That(table.Text(0).IsEmpty, Is.True);
        Assert.That(table.Tables(0).Count, Is.Zero);
    }

    [Test]
    public void A_buffer_is_a_multiple_of_8_bytes_and_the_next_one_forgets_it()
    {
        var builder = new FlatBuilder();
        byte[] first = Sample(builder).ToArray();
        builder.Clear();
        Assert.That(Sample(builder).ToArray(), Is.EqualTo(first));
        Assert.That(first.Length % 8, Is.Zero);
    }

    [Test]
    public void A_builder_grows()
    {
        var builder = new FlatBuilder();
        string text = new('x', 100_000);
        int reference = builder.Text(text);
        builder.StartTable(1);
        builder.AddReference(0, reference);
        Assert.That(FlatTable.Root(builder.Finish(builder.EndTable())).Text(0).Length, Is.EqualTo(100_000));
    }

    [Test]
    public void Numbers_of_64_bits_lie_at_multiples_of_8()
    {
        var builder = new FlatBuilder();
        int odd = builder.Text("abc");
        builder.StartInt64Vector(2);
        builder.PushInt64(0x2222222222222222);
        builder.PushInt64(0x1111111111111111);
        int vector = builder.EndVector(2);
        builder.StartTable(2);
        builder.AddReference(0, vector);
        builder.AddReference(1, odd);
        byte[] bytes = builder.Finish(builder.EndTable()).ToArray();
        Assert.That(bytes.AsSpan().IndexOf(BitConverter.GetBytes(0x1111111111111111)) % 8, Is.Zero);
        Assert.That(FlatTable.Root(bytes).Vector(0, sizeof(long)).Length, Is.EqualTo(16));
    }

    internal static ReadOnlySpan<byte> Sample(FlatBuilder builder)
    {
        int text = builder.Text("text");
        var tables = new int[2];
        for (int i = 0; i < tables.Length; i++)
        {
            builder.StartTable(1);
            builder.AddInt64(0, 4 + i);
            tables[i] = builder.EndTable();
        }
        int vector = builder.References(tables);
        builder.StartTable(8);
        builder.AddByte(0, 7);
        builder.AddBoolean(1, true);
        builder.AddInt16(2, -2);
        builder.AddInt32(3, int.MinValue);
        builder.AddInt64(4, long.MaxValue);
        builder.AddReference(5, text);
        builder.AddReference(6, vector);
        builder.AddReference(7, 0);
        return builder.Finish(builder.EndTable());
    }
}
