using LoanDefault.Cli.CommandLine;

namespace LoanDefault.Tests.Cli.CommandLine;

[TestFixture]
internal sealed class DurationTests
{
    [TestCase("45s", 45)]
    [TestCase("90m", 5400)]
    [TestCase("6h", 21600)]
    public void A_number_with_its_unit_is_read(string text, int seconds) =>
        Assert.That(Duration.TryParse(text), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase("")]
    [TestCase("s")]
    [TestCase("90")]
    [TestCase("0s")]
    [TestCase("-1m")]
    [TestCase("1.5h")]
    [TestCase("4000h")]
    [TestCase("2d")]
    public void Anything_else_is_not(string text) => Assert.That(Duration.TryParse(text), Is.Null);
}
