using LoanDefault.Cli.CommandLine;

namespace LoanDefault.Tests.Cli.CommandLine;

[TestFixture]
internal sealed class ByteSizeTests
{
    [TestCase("512MB", 512_000_000)]
    [TestCase("512 MB", 512_000_000)]
    [TestCase("1.5gb", 1_500_000_000)]
    [TestCase("2GiB", 2_147_483_648)]
    [TestCase("64KiB", 65_536)]
    [TestCase("10B", 10)]
    public void Amounts_are_read(string text, long bytes) => Assert.That(ByteSize.TryParse(text), Is.EqualTo(bytes));

    [TestCase("512")]
    [TestCase("MB")]
    [TestCase("-1MB")]
    [TestCase("0MB")]
    [TestCase("1e3MB")]
    [TestCase("99999999999TB")]
    [TestCase("")]
    public void What_is_no_amount_is_refused(string text) => Assert.That(ByteSize.TryParse(text), Is.Null);

    [TestCase(0, "0 B")]
    [TestCase(999, "999 B")]
    [TestCase(1_000, "1.0 KB")]
    [TestCase(412_345_678, "412 MB")]
    [TestCase(999_700_000, "1.0 GB")]
    [TestCase(12_340_000_000, "12.3 GB")]
    public void Amounts_are_written_with_three_digits_or_so(long bytes, string text) =>
        Assert.That(ByteSize.Format(bytes), Is.EqualTo(text));
}
