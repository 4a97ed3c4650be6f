using LoanDefault.IntegrationTests.Hadoop.Support;
using LoanDefault.IntegrationTests.Spark;
using LoanDefault.Spark.Hadoop;
using LoanDefault.Tests.Tables.Support;

namespace LoanDefault.IntegrationTests.Hadoop;

/// <summary>The publish protocol on a real HDFS, with made-up rows.</summary>
[TestFixture]
internal sealed class PublishTests
{
    private static readonly Actor Old = new("old", Job.Date);
    private static readonly Actor New = new("new", Job.Date, Supersede: true);

    private static HdfsSpark Oldest => HdfsSetUp.Spark(LocalSparkFixture.Oldest);

    private static HdfsSpark Newest => HdfsSetUp.Spark(LocalSparkFixture.Newest);

    [Test]
    public void Killed_before_any_change_a_reader_sees_the_old_night_or_the_new_and_the_next_run_completes_it()
    {
        int steps = Actor.CountSteps(() => Published(Old), New, StepKind.Change);
        var owners = new Actor?[steps];
        for (int step = 0; step < steps; step++)
        {
            using HadoopFileStore store = Published(Old);
            Assert.That(New.RunUntilKilled(store, step), Is.EqualTo(ActorOutcome.Killed));
            var reader = new Reader(store, Old, New);
            owners[step] = reader.CheckWhole(Job.Date, $"killed at {step}");
            New.Run(store);
            Assert.That(reader.CheckWhole(Job.Date, $"run again after a kill at {step}"), Is.EqualTo(New));
            reader.CheckTidy(Job.Date, $"run again after a kill at {step}");
        }

        int firstNew = Array.IndexOf(owners, New);
        Assert.That(firstNew, Is.GreaterThan(0));
        Assert.That(owners[..firstNew], Is.All.EqualTo(Old));
        Assert.That(owners[firstNew..], Is.All.EqualTo(New));
    }

    [Test]
    public void Processes_that_race_for_several_dates_and_keys_publish_each_date_once()
    {
        string folder = Newest.NewFolder();
        Actor[] actors =
        [
            new("one", Job.Date), new("one", Job.Date), new("two", Job.Date),
            new("one", Job.Date.AddDays(1)), new("one", Job.Date.AddDays(2)),
        ];
        var outcomes = new ActorOutcome[actors.Length];

        AtOnce.Run(actors.Length, i =>
        {
            using HadoopFileStore store = (i % 2 == 0 ? Oldest : Newest).Store(folder);
            outcomes[i] = actors[i].Run(store);
        });

        Assert.That(outcomes[..3].Count(outcome => outcome == ActorOutcome.Published), Is.EqualTo(1), string.Join(' ', outcomes));
        Assert.That(outcomes[..3], Has.None.EqualTo(ActorOutcome.StoreFailed));
        Assert.That(outcomes[3..], Is.All.EqualTo(ActorOutcome.Published));
        using HadoopFileStore all = Newest.Store(folder);
        foreach (DateOnly date in actors.Select(actor => actor.Date).Distinct())
            Assert.That(new Reader(all, actors).CheckWhole(date, "after the race"), Is.Not.Null);
    }

    private static HadoopFileStore Published(Actor actor)
    {
        HadoopFileStore store = Newest.Store(Newest.NewFolder());
        actor.Run(store);
        return store;
    }
}
