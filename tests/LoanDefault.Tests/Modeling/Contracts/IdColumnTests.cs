using LoanDefault.Modeling.Contracts;

namespace LoanDefault.Tests.Modeling.Contracts;

internal sealed class IdColumnTests
{
    [TestCase("id", true)]
    [TestCase("LoanID", true)]
    [TestCase("application_uuid", true)]
    [TestCase("loan number", true)]
    [TestCase("number_of_accounts", false)]
    [TestCase("paid", false)]
    [TestCase("", false)]
    public void A_name_that_says_an_identifier_is_seen(string name, bool seen) =>
        Assert.That(IdColumn.IsNamedLikeId(new ColumnWords(name)), Is.EqualTo(seen));

    [Test]
    public void The_applications_id_comes_before_a_persons_and_a_repeated_one_is_none()
    {
        ColumnProfile[] profiles = [Profile("member_id", 100), Profile("id", 100), Profile("loan_id", 100), Profile("application_id", 99)];

        Assert.That(IdColumn.Find(profiles)!.Source, Is.EqualTo("loan_id"));
    }

    [Test]
    public void Numbers_with_a_fraction_and_columns_with_gaps_identify_nothing() => Assert.That(
        IdColumn.Find([Profile("id", 100) with { Kind = ValueKind.Number }, Profile("loan_id", 100) with { Missing = 1 }]), Is.Null);

    private static ColumnProfile Profile(string source, long distinct) => new(source, ValueKind.Integer, "BIGINT")
    {
        Rows = 100,
        Distinct = distinct,
        Predictiveness = Predictiveness.Unknown,
    };
}
