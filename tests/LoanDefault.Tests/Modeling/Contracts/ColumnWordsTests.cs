using LoanDefault.Modeling.Contracts;

namespace LoanDefault.Tests.Modeling.Contracts;

internal sealed class ColumnWordsTests
{
    [TestCase("loan_amnt", "loan amount")]
    [TestCase("LoanAmnt", "loan amount")]
    [TestCase("Loan Amount ($)", "loan amount")]
    [TestCase("FICOScore", "fico score")]
    [TestCase("inq_last_6mths", "inquiries last 6 months")]
    [TestCase("open_il_12m", "open instalment 12 months")]
    [TestCase("dti", "debt to income")]
    [TestCase("", "")]
    [TestCase("größe", "gr e")]
    public void A_name_is_read_as_words(string name, string phrase) =>
        Assert.That(new ColumnWords(name).Phrase, Is.EqualTo(phrase));

    [Test]
    public void The_plain_form_keeps_the_lenders_abbreviations() =>
        Assert.That(new ColumnWords("LoanAmnt").Plain, Is.EqualTo("loan_amnt"));

    [Test]
    public void A_phrase_is_found_only_at_whole_words()
    {
        var words = new ColumnWords("months_since_late_fee");

        Assert.Multiple(() =>
        {
            Assert.That(words.Has("late fee"), Is.True);
            Assert.That(words.Has("late fe"), Is.False);
            Assert.That(words.HasAny("fees", "late"), Is.True);
            Assert.That(words.HasAny("lat"), Is.False);
        });
    }
}
