using LoanDefault.Modeling.Contracts;

namespace LoanDefault.Tests.Modeling.Contracts;

internal sealed class KnownCategoriesTests
{
    [Test]
    public void Most_states_become_all_of_them()
    {
        (IReadOnlyList<string> texts, string? list) =
            KnownCategories.Complete(["AK", "AL", "AR", "AZ", "CA", "CO", "CT", "DC", "DE", "FL"]);

        Assert.Multiple(() =>
        {
            Assert.That(texts, Has.Count.EqualTo(51).And.Contains("IA").And.Ordered.And.Unique);
            Assert.That(list, Is.EqualTo("US states and DC"));
        });
    }

    [TestCase("CA,NY", TestName = "Two_states_may_be_chance")]
    [TestCase("AK,AL,AR,AZ,CA,CO,CT,DC,DE,FL,PR", TestName = "A_text_that_is_no_state_keeps_the_list_as_it_is")]
    public void Other_lists_stay_as_they_are(string texts)
    {
        string[] given = texts.Split(',');

        Assert.That(KnownCategories.Complete(given), Is.EqualTo(((IReadOnlyList<string>)given, (string?)null)));
    }
}
