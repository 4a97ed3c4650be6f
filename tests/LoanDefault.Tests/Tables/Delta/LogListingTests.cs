using System.Text;
using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Stores;

namespace LoanDefault.Tests.Tables.Delta;

[Parallelizable]
internal sealed class LogListingTests
{
    [Test]
    public void Without_checkpoints_the_log_starts_at_its_first_commit()
    {
        var listing = Listing(Commits(0, 3));

        Assert.That(listing.BestCheckpoint(hint: null), Is.Null);
        Assert.That(listing.LastVersion, Is.EqualTo(3));
        Assert.That(listing.FirstMissingCommit(-1), Is.Null);
    }

    [Test]
    public void The_newest_complete_checkpoint_is_taken() =>
        Assert.That(
            Listing([.. Commits(0, 12), .. LogNames.Checkpoint(5, 0), .. LogNames.Checkpoint(10, 0)]).BestCheckpoint(hint: null),
            Is.EqualTo(new Checkpoint(10, 0)));

    [Test]
    public void A_checkpoint_with_a_part_missing_is_not_taken() =>
        Assert.That(
            Listing([.. Commits(0, 12), .. LogNames.Checkpoint(5, 2), .. LogNames.Checkpoint(10, 3).Skip(1)]).BestCheckpoint(hint: null),
            Is.EqualTo(new Checkpoint(5, 2)));

    [Test]
    public void The_hint_is_followed_as_long_as_every_later_commit_is_there()
    {
        string[] checkpoints = [.. LogNames.Checkpoint(5, 0), .. LogNames.Checkpoint(10, 0)];
        var hint = new LastCheckpoint { Version = 5 };

        Assert.That(Listing([.. Commits(3, 12), .. checkpoints]).BestCheckpoint(hint), Is.EqualTo(new Checkpoint(5, 0)));
        Assert.That(Listing([.. Commits(8, 12), .. checkpoints]).BestCheckpoint(hint), Is.EqualTo(new Checkpoint(10, 0)));
    }

    [Test]
    public void A_gap_is_found() =>
        Assert.That(Listing([LogNames.Commit(0), LogNames.Commit(2)]).FirstMissingCommit(-1), Is.EqualTo(1));

    [Test]
    public void A_checkpoint_may_stand_alone()
    {
        var listing = Listing(LogNames.Checkpoint(10, 0));

        Assert.That(listing.IsEmpty, Is.False);
        Assert.That(listing.LastVersion, Is.EqualTo(10));
        Assert.That(listing.BestCheckpoint(hint: null), Is.EqualTo(new Checkpoint(10, 0)));
    }

    [TestCase("""{"version":10,"size":4,"parts":2,"sizeInBytes":5}""", 10, 2)]
    [TestCase("""{"version":10,"size":4}""", 10, null)]
    public void The_hint_is_read(string json, long version, int? parts) =>
        Assert.That(
            LastCheckpointHint.Read(Encoding.UTF8.GetBytes(json)),
            Is.EqualTo(new LastCheckpoint { Version = version, Parts = parts }));

    [TestCase("")]
    [TestCase("""{"version":""")]
    public void A_hint_that_cannot_be_read_counts_as_none(string json) =>
        Assert.That(LastCheckpointHint.Read(Encoding.UTF8.GetBytes(json)), Is.Null);

    private static IEnumerable<string> Commits(long first, long last)
    {
        for (var version = first; version <= last; version++)
            yield return LogNames.Commit(version);
    }

    private static LogListing Listing(IEnumerable<string> names) =>
        LogListing.Of(names.Select(name => new StoredItem(name, IsFolder: false, ByteLength: 1, DateTimeOffset.UnixEpoch)));
}
