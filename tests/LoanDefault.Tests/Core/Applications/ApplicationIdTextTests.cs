using System.Text;
using LoanDefault.Core.Applications;

namespace LoanDefault.Tests.Core.Applications;

public sealed class ApplicationIdTextTests
{
    [TestCase("", true)]
    [TestCase(" ", true)]
    [TestCase("\t \r\n\v\f", true)]
    [TestCase(" a ", false)]
    [TestCase("\u00A0", false)]
    [TestCase("0", false)]
    public void Only_white_space_of_ASCII_is_blank(string id, bool blank) =>
        Assert.That(ApplicationIdText.IsBlank(Encoding.UTF8.GetBytes(id)), Is.EqualTo(blank));

    [Test]
    public void An_id_is_written_up_to_its_limit_and_never_inside_a_character()
    {
        byte[] limit = Encoding.UTF8.GetBytes(new string('x', 1024));
        byte[] wide = Encoding.UTF8.GetBytes("x" + new string('é', 600));

        Assert.That(ApplicationIdText.Written(limit).ToArray(), Is.EqualTo(limit));
        Assert.That(Encoding.UTF8.GetString(ApplicationIdText.Written([.. limit, (byte)'y'])), Is.EqualTo(new string('x', 1024)));
        Assert.That(Encoding.UTF8.GetString(ApplicationIdText.Written(wide)), Is.EqualTo("x" + new string('é', 511)));
    }
}
