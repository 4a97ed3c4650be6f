using LoanDefault.Arrow;

namespace LoanDefault.Tests.Arrow;

public sealed class BitmapTests
{
    private static readonly byte[] Bits = MakeBits();

    [Test]
    public void Counting_equals_looking_at_each_bit([Values(0, 1, 7, 8, 9, 63, 64, 200)] int start, [Values(0, 1, 6, 8, 15, 64, 129, 500)] int count) =>
        Assert.That(Bitmap.CountSet(Bits, start, count), Is.EqualTo(Enumerable.Range(start, count).Count(i => Bitmap.Get(Bits, i))));

    [Test]
    public void Copied_to_the_start_bits_are_the_same_and_the_rest_is_0([Values(0, 1, 7, 8, 13)] int start, [Values(1, 7, 8, 9, 100)] int count)
    {
        byte[] copy = new byte[Bitmap.BytesFor(count)];
        Array.Fill(copy, byte.MaxValue);
        Bitmap.CopyToStart(Bits, start, count, copy);
        Assert.That(Enumerable.Range(0, count).Select(i => Bitmap.Get(copy, i)), Is.EqualTo(Enumerable.Range(start, count).Select(i => Bitmap.Get(Bits, i))));
        Assert.That(Bitmap.CountSet(copy, 0, copy.Length * 8), Is.EqualTo(Bitmap.CountSet(copy, 0, count)));
    }

    [Test]
    public void The_last_bits_of_the_memory_can_be_copied()
    {
        byte[] copy = new byte[1];
        Bitmap.CopyToStart([0b1010_0000], 5, 3, copy);
        Assert.That(copy[0], Is.EqualTo(0b101));
    }

    [Test]
    public void Filling_sets_just_the_bits_asked_for([Values(0, 3, 8)] int start, [Values(0, 1, 5, 8, 21)] int count)
    {
        byte[] bits = new byte[8];
        Bitmap.Fill(bits, start, count);
        Assert.That(Enumerable.Range(0, 64).Where(i => Bitmap.Get(bits, i)), Is.EqualTo(Enumerable.Range(start, count)));
    }

    [Test]
    public void A_bit_can_be_set_and_cleared()
    {
        byte[] bits = [0b1111_0000];
        Bitmap.Set(bits, 0, true);
        Bitmap.Set(bits, 7, false);
        Assert.That(bits[0], Is.EqualTo(0b0111_0001));
    }

    private static byte[] MakeBits()
    {
        byte[] bits = new byte[100];
        new Random(1).NextBytes(bits);
        return bits;
    }
}
