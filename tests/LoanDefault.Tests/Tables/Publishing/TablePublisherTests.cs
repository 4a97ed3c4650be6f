using LoanDefault.Tables.Publishing;
using LoanDefault.Tests.Tables.Support;

namespace LoanDefault.Tests.Tables.Publishing;

internal sealed class TablePublisherTests
{
    private TemporaryFolder _folder = null!;
    private Job _job = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        _job = new Job(_folder.Path);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_first_night_creates_both_tables_and_is_read_back()
    {
        var result = _job.Publish(_job.Intent(), ["a", "b", "c"], ["x"]);

        Assert.That(result, Is.EqualTo(new PublishResult(PublishOutcome.Published, 0, 0, null)));
        Assert.That(_job.Scored(Job.Date), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(_job.Quarantined(Job.Date), Is.EqualTo(new[] { "x" }));
    }

    [Test]
    public void The_same_run_key_again_is_already_done()
    {
        _job.Publish(_job.Intent(), ["a"], ["x"]);

        var again = _job.Publish(_job.Intent(), ["a"], ["x"]);

        Assert.That(again.Outcome, Is.EqualTo(PublishOutcome.AlreadyDone));
        Assert.That(_job.Scored(), Is.EqualTo(new[] { "a" }));
    }
}
