using System.Text;
using FsCheck.Fluent;
using LoanDefault.Core.Applications;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Applications;

public sealed class Utf8TextTests
{
    [TestCase("abc", 3, "abc")]
    [TestCase("abc", 2, "ab")]
    [TestCase("aé", 2, "a")]
    [TestCase("a€", 3, "a")]
    [TestCase("a😀b", 4, "a")]
    [TestCase("a😀b", 5, "a😀")]
    public void A_prefix_ends_between_characters(string text, int bytes, string prefix) =>
        Assert.That(Utf8Text.Decode(Encoding.UTF8.GetBytes(text), bytes), Is.EqualTo(prefix));

    [Test]
    public void Bytes_that_are_no_text_are_cut_all_the_same() =>
        Assert.That(Utf8Text.Prefix(Enumerable.Repeat((byte)0x80, 20).ToArray(), 10).Length, Is.InRange(7, 10));

    [Test]
    public void A_prefix_of_text_is_text() => Properties.Hold(Prop.ForAll<FsCheck.NonNull<string>, FsCheck.NonNegativeInt>((text, length) =>
    {
        string clean = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get));
        string prefix = Utf8Text.Decode(Encoding.UTF8.GetBytes(clean), length.Get + 4);
        return clean.StartsWith(prefix, StringComparison.Ordinal);
    }));
}
