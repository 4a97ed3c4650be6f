using LoanDefault.Arrow;
using LoanDefault.Arrow.FlatBuffers;

namespace LoanDefault.Tests.Arrow.FlatBuffers;

public sealed class FlatTableTests
{
    private static readonly byte[] Sample = FlatBuilderTests.Sample(new FlatBuilder()).ToArray();

    [Test]
    public void Whatever_a_word_says_reading_stays_within_the_bytes()
    {
        int refused = 0;
        foreach (int value in new[] { 0, 1, -1, 3, 4, 1000, int.MaxValue, int.MinValue, Sample.Length })
        {
            for (int position = 0; position + 4 <= Sample.Length; position += 2)
            {
                byte[] bytes = [.. Sample];
                BitConverter.TryWriteBytes(bytes.AsSpan(position), value);
                refused += IsRefused(bytes) ? 1 : 0;
            }
        }
        Assert.That(refused, Is.GreaterThan(50));
    }

    [Test]
    public void Cut_anywhere_reading_stays_within_the_bytes()
    {
        for (int length = 0; length < Sample.Length; length++)
            _ = IsRefused(Sample[..length]);
        Assert.That(IsRefused(Sample[..3]), Is.True);
        Assert.That(IsRefused([]), Is.True);
    }

    // Any other exception fails the test.
    private static bool IsRefused(byte[] bytes)
    {
        try
        {
            FlatTable table = FlatTable.Root(bytes);
            for (int slot = 0; slot < 10; slot++)
                _ = (table.Byte(slot), table.Int16(slot), table.Int32(slot), table.Int64(slot));
            _ = table.Text(5).Length + table.Vector(6, 16).Length;
            for (int i = 0; i < table.Tables(6).Count; i++)
                _ = table.Tables(6)[i].Int64(0);
            _ = table.TryTable(5, out FlatTable other) && other.Has(0);
            return false;
        }
        catch (ArrowFormatException error)
        {
            Assert.That(error.Message, Does.Contain("not a valid FlatBuffer"));
            return true;
        }
    }
}
