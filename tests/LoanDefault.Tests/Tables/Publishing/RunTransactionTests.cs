using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Publishing;

namespace LoanDefault.Tests.Tables.Publishing;

[Parallelizable]
internal sealed class RunTransactionTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddMilliseconds(5);

    [Test]
    public void A_key_is_published_superseded_and_published_again_by_counting_up()
    {
        var snapshot = new DeltaSnapshot();
        Assert.That(RunTransaction.IsPublished(snapshot, "key"), Is.False);

        for (var round = 0; round < 3; round++)
        {
            Apply(snapshot, RunTransaction.Published(snapshot, "key", Now));
            Assert.That(snapshot.TransactionVersion("key"), Is.EqualTo(2 * round));
            Assert.That(RunTransaction.IsPublished(snapshot, "key"), Is.True);

            Apply(snapshot, RunTransaction.Superseded(snapshot, "key", Now)!);
            Assert.That(snapshot.TransactionVersion("key"), Is.EqualTo((2 * round) + 1));
            Assert.That(RunTransaction.IsPublished(snapshot, "key"), Is.False);
        }
    }

    [Test]
    public void A_key_that_is_published_twice_stays_published()
    {
        var snapshot = new DeltaSnapshot();
        Apply(snapshot, RunTransaction.Published(snapshot, "key", Now));
        Apply(snapshot, RunTransaction.Published(snapshot, "key", Now));

        Assert.That(snapshot.TransactionVersion("key"), Is.EqualTo(2));
    }

    [Test]
    public void A_key_that_is_not_published_cannot_be_superseded() =>
        Assert.That(RunTransaction.Superseded(new DeltaSnapshot(), "key", Now), Is.Null);

    private static void Apply(DeltaSnapshot snapshot, LogEntry entry) => snapshot.Apply(snapshot.Version + 1, [entry]);
}
