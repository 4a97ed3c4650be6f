using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LoanDefault.Arrow;
using LoanDefault.Tests.Arrow.Support;

namespace LoanDefault.Tests.Arrow.Builders;

public sealed class ArrayBuilderTests
{
    [Test]
    public void Values_come_out_in_their_order([Values(0, 1, 7, 8, 9, 64, 1000)] int length, [Values(0, 1, 3)] int everyNth)
    {
        var builder = new Int64Array.Builder();
        for (int i = 0; i < length; i++)
            _ = IsMissing(i, everyNth) ? builder.AppendNull() : builder.Append(i);
        Assert.That((builder.Length, builder.NullCount), Is.EqualTo((length, Enumerable.Range(0, length).Count(i => IsMissing(i, everyNth)))));
        Int64Array array = builder.Build();
        Assert.That(Plain.Of(array), Is.EqualTo(Enumerable.Range(0, length).Select(i => IsMissing(i, everyNth) ? null : (object)(long)i)));
        Assert.That(builder.Length, Is.Zero);
    }

    [Test]
    public void A_span_of_values_may_come_between_missing_ones()
    {
        DoubleArray array = new DoubleArray.Builder().Append(1.0).Append([2, 3]).AppendNull().Append([4, 5, 6, 7, 8, 9, 10]).AppendNull().Build();
        Assert.That(Plain.Of(array), Is.EqualTo(new object?[] { 1.0, 2.0, 3.0, null, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, null }));
    }

    [Test]
    public void What_is_built_keeps_its_memory()
    {
        var builder = new Int64Array.Builder();
        Int64Array first = builder.Append(1).AppendNull().Build();
        Int64Array second = builder.AppendNull().Append(2).Build();
        Assert.That(Plain.Of(first), Is.EqualTo(new object?[] { 1L, null }));
        Assert.That(Plain.Of(second), Is.EqualTo(new object?[] { null, 2L }));
    }

    [Test]
    public void A_view_takes_no_new_memory_from_one_batch_to_the_next()
    {
        var builder = new StringArray.Builder();
        StringArray first = builder.Append("one").BuildView();
        ref byte before = ref MemoryMarshal.GetReference(first.Data);
        StringArray second = builder.Append("two").BuildView();
        Assert.That(Unsafe.AreSame(ref before, ref MemoryMarshal.GetReference(second.Data)), Is.True);
        Assert.That(second.GetString(0), Is.EqualTo("two"));
    }

    [Test]
    public void Cleared_a_builder_starts_anew()
    {
        var builder = new BooleanArray.Builder();
        builder.Append(true).AppendNull();
        builder.Clear();
        Assert.That(Plain.Of(builder.Append(false).Build()), Is.EqualTo(new object[] { false }));
    }

    [Test]
    public void Texts_and_bytes_are_built()
    {
        Assert.That(Plain.Of(new StringArray.Builder().Append("").Append((string?)null).Append("x"u8).Build()), Is.EqualTo(new[] { "", null, "x" }));
        Assert.That(Plain.Of(new BinaryArray.Builder().Append([1]).AppendNull().Append([]).Build()), Is.EqualTo(new[] { "01", null, "" }));
        Assert.That(new StringArray.Builder().Build().Length, Is.Zero);
    }

    [Test]
    public void Room_can_be_made_beforehand()
    {
        Int32Array.Builder builder = new Int32Array.Builder().Reserve(1000).Append(1);
        Assert.That(builder.Build().Values.ToArray(), Is.EqualTo(new[] { 1 }));
        Assert.That(() => builder.Reserve(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => builder.Append(1).Reserve(int.MaxValue), Throws.InvalidOperationException);
    }

    private static bool IsMissing(int i, int everyNth) => everyNth > 0 && i % everyNth == everyNth - 1;
}
