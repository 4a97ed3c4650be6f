using LoanDefault.Arrow;

namespace LoanDefault.Tests.Arrow;

public sealed class ArrowBufferTests
{
    [Test]
    public void A_buffer_is_a_view_of_its_array()
    {
        double[] values = [1, 2, 3];
        ArrowBuffer buffer = ArrowBuffer.Of(values, 1, 2);
        values[2] = 4;
        Assert.That(buffer.Length, Is.EqualTo(16));
        Assert.That(buffer.As<double>().ToArray(), Is.EqualTo(new[] { 2.0, 4.0 }));
        Assert.That(buffer.Slice(8, 8).As<double>()[0], Is.EqualTo(4));
    }

    [Test]
    public void The_default_and_a_view_of_nothing_are_empty()
    {
        Assert.That(default(ArrowBuffer).Span.Length, Is.Zero);
        Assert.That(default(ArrowBuffer).IsEmpty, Is.True);
        Assert.That(ArrowBuffer.Of(Array.Empty<int>()).Span.Length, Is.Zero);
    }

    [TestCase(-1, 1)]
    [TestCase(0, 5)]
    [TestCase(4, 1)]
    [TestCase(2, int.MaxValue)]
    public void A_part_outside_of_the_buffer_is_refused(int start, int length)
    {
        ArrowBuffer buffer = ArrowBuffer.Of(new byte[] { 1, 2, 3, 4 });
        Assert.That(() => buffer.Slice(start, length), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => ArrowBuffer.Of(new byte[] { 1, 2, 3, 4 }, start, length), Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public void Equal_are_views_of_the_same_bytes()
    {
        byte[] bytes = [1, 2, 3, 4];
        Assert.That(ArrowBuffer.Of(bytes, 1, 2), Is.EqualTo(ArrowBuffer.Of(bytes).Slice(1, 2)));
        Assert.That(ArrowBuffer.Of(bytes) == ArrowBuffer.Of([1, 2, 3, 4]), Is.False);
        Assert.That(ArrowBuffer.Of(bytes, 0, 1) != ArrowBuffer.Of(bytes, 1, 1), Is.True);
    }

    [Test]
    public void The_gap_is_known_only_to_what_lies_behind_in_the_same_array()
    {
        byte[] bytes = new byte[16];
        ArrowBuffer first = ArrowBuffer.Of(bytes, 0, 5);
        Assert.That(first.GapTo(ArrowBuffer.Of(bytes, 8, 4)), Is.EqualTo(3));
        Assert.That(ArrowBuffer.Of(bytes, 8, 4).GapTo(first), Is.Null);
        Assert.That(first.GapTo(ArrowBuffer.Of(new byte[16], 8, 4)), Is.Null);
    }
}
