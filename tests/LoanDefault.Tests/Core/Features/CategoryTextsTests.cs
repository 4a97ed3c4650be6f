using LoanDefault.Core.Features;

namespace LoanDefault.Tests.Core.Features;

public sealed class CategoryTextsTests
{
    [TestCase("term_36", 36)]
    [TestCase("36 months", 36)]
    [TestCase(" 60 months", 60)]
    [TestCase("60", 60)]
    [TestCase("24m", 24)]
    [TestCase("24 MO", 24)]
    [TestCase("3 years", 36)]
    [TestCase("5yr", 60)]
    public void A_term_is_months(string text, double months) => Assert.That(CategoryTexts.TermMonths(text), Is.EqualTo(months));

    [TestCase("")]
    [TestCase("term")]
    [TestCase("-36")]
    [TestCase("36.5")]
    [TestCase("36 weeks")]
    [TestCase("36 to 60")]
    [TestCase("99999")]
    public void Any_other_text_is_no_term(string text) => Assert.That(CategoryTexts.TermMonths(text), Is.Null);
}
