using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Features.Computed;

public sealed class SubGradeOrdinalTests
{
    private const string Feature = "sub_grade_ordinal";

    [Test]
    public void The_35_grades_are_1_to_35_from_the_best_to_the_worst()
    {
        string[] grades = [.. "ABCDEFG".SelectMany(letter => "12345".Select(digit => $"{letter}{digit}"))];
        Assert.That(grades.Select(g => FeatureProbe.OfCategory(Feature, g)), Is.EqualTo(Enumerable.Range(1, 35).Select(i => (float)i)));
    }

    [TestCase("a1", 1f)]
    [TestCase(" G5 ", 35f)]
    public void Case_and_spaces_around_do_not_matter(string text, float grade) =>
        Assert.That(FeatureProbe.OfCategory(Feature, text), Is.EqualTo(grade));

    [TestCase("A")]
    [TestCase("A0")]
    [TestCase("A6")]
    [TestCase("H1")]
    [TestCase("A11")]
    [TestCase("")]
    public void Any_other_text_is_missing(string text) => Assert.That(FeatureProbe.OfCategory(Feature, text), Is.NaN);
}
