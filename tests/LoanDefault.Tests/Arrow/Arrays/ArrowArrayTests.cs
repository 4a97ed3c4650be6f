using LoanDefault.Arrow;
using LoanDefault.Tests.Arrow.Support;

namespace LoanDefault.Tests.Arrow.Arrays;

public sealed class ArrowArrayTests
{
    private static IEnumerable<string> Kinds => RandomArrays.Kinds;

    [TestCaseSource(nameof(Kinds))]
    public void A_slice_has_the_values_of_its_part(string kind)
    {
        ArrowArray array = new RandomArrays(seed: 41).Make(kind, 100);
        foreach ((int offset, int length) in new[] { (0, 0), (0, 100), (1, 50), (8, 8), (13, 87), (100, 0) })
        {
            ArrowArray slice = array.Slice(offset, length);
            Assert.That(Plain.Of(slice), Is.EqualTo(Plain.Of(array).Skip(offset).Take(length)));
            Assert.That(slice.NullCount, Is.EqualTo(Enumerable.Range(offset, length).Count(array.IsNull)));
        }
    }

    [TestCaseSource(nameof(Kinds))]
    public void Positions_outside_are_refused(string kind)
    {
        ArrowArray array = new RandomArrays(seed: 42).Make(kind, 10).Slice(2, 5);
        Assert.That(() => array.IsValid(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => array.IsValid(5), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => array.Slice(1, 5), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => array.Slice(-1, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Validity_starts_at_the_byte_with_the_first_bit()
    {
        var builder = new Int32Array.Builder();
        for (int i = 0; i < 20; i++)
            _ = i == 11 ? builder.AppendNull() : builder.Append(i);
        ArrowArray slice = builder.Build().Slice(10, 5);
        Assert.That(slice.ValidityBitOffset, Is.EqualTo(2));
        Assert.That(slice.Validity[0] >> slice.ValidityBitOffset & 0b11111, Is.EqualTo(0b11101));
    }

    [Test]
    public void Without_missing_values_validity_may_be_empty()
    {
        var array = new Int32Array([1, 2]);
        Assert.That(array.Validity.IsEmpty, Is.True);
        Assert.That(array.NullCount, Is.Zero);
        Assert.That(array.IsValid(1), Is.True);
    }

    [Test]
    public void Nulls_are_counted_when_nobody_says_how_many_there_are()
    {
        var array = new Int32Array(ArrowBuffer.Of(new[] { 1, 2, 3 }), 3, ArrowBuffer.Of(new byte[] { 0b101 }));
        Assert.That(array.NullCount, Is.EqualTo(1));
        Assert.That(array.GetValue(1), Is.Null);
        Assert.That(array.GetValue(2), Is.EqualTo(3));
    }

    [Test]
    public void Buffers_that_are_too_short_are_refused()
    {
        Assert.That(() => new Int32Array(ArrowBuffer.Of(new[] { 1 }), 2), Throws.ArgumentException);
        Assert.That(() => new Int32Array(ArrowBuffer.Of(new[] { 1, 2 }), 1, offset: 2), Throws.ArgumentException);
        Assert.That(() => new Int32Array(ArrowBuffer.Of(new int[9]), 9, ArrowBuffer.Of(new byte[1])), Throws.ArgumentException);
        Assert.That(() => new Int32Array(ArrowBuffer.Of(new int[9]), 9, nullCount: 3), Throws.ArgumentException);
        Assert.That(() => new BooleanArray(ArrowBuffer.Of(new byte[1]), 9), Throws.ArgumentException);
        Assert.That(() => new StringArray(ArrowBuffer.Of([0]), default, 1), Throws.ArgumentException);
    }

    [Test]
    public void Offsets_that_would_leave_the_data_are_refused()
    {
        Assert.That(() => new StringArray(ArrowBuffer.Of([0, 3]), ArrowBuffer.Of(new byte[2]), 1), Throws.ArgumentException);
        Assert.That(() => new BinaryArray(ArrowBuffer.Of([2, 1]), ArrowBuffer.Of(new byte[2]), 1), Throws.ArgumentException);
        Assert.That(() => new LargeStringArray(ArrowBuffer.Of([-1L, 1L]), ArrowBuffer.Of(new byte[2]), 1), Throws.ArgumentException);
        Assert.That(() => new LargeBinaryArray(ArrowBuffer.Of([0L, long.MaxValue]), ArrowBuffer.Of(new byte[2]), 1), Throws.ArgumentException);
        Assert.That(() => new StringViewArray(ArrowBuffer.Of([13, 0, 0, 0]), [], 1), Throws.ArgumentException);
        Assert.That(() => new BinaryViewArray(ArrowBuffer.Of([13, 0, 0, 0]), [ArrowBuffer.Of(new byte[12])], 1), Throws.ArgumentException);
        Assert.That(() => new DictionaryArray(new Int8Array([1]), new Int8Array([7])), Throws.ArgumentException);
        Assert.That(() => new DictionaryArray(new Int8Array([-1]), new Int8Array([7])), Throws.ArgumentException);
        Assert.That(() => new DictionaryArray(new DoubleArray([0]), new Int8Array([7])), Throws.ArgumentException);
    }
}
