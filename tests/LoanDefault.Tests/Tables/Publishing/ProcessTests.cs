using LoanDefault.Tables.Stores;
using LoanDefault.Tests.Tables.Support;

namespace LoanDefault.Tests.Tables.Publishing;

/// <summary>Real processes on a real disk: killed by SIGKILL at every step, and racing.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class ProcessTests
{
    private static readonly Actor Old = new("old", Job.Date);
    private static readonly Actor New = new("new", Job.Date, Supersede: true);

    [Test]
    public void Killed_at_any_step_on_disk_a_reader_sees_the_old_night_or_the_new()
    {
        int steps;
        using (var folder = new TemporaryFolder())
        {
            PublishOld(folder);
            using var process = new PublisherProcess(folder.Path, New);
            (var outcome, steps) = process.Finish();
            Assert.That(outcome, Is.EqualTo(ActorOutcome.Published));
        }

        var owners = new Actor?[steps];
        Parallel.For(0, steps, new ParallelOptions { MaxDegreeOfParallelism = 2 }, step => owners[step] = KillAt(step));

        // The commit point lies somewhere in the middle: the old night before it, the new one after it, nothing else.
        var firstNew = Array.IndexOf(owners, New);
        Assert.That(firstNew, Is.GreaterThan(0));
        Assert.That(owners[..firstNew], Is.All.EqualTo(Old));
        Assert.That(owners[firstNew..], Is.All.EqualTo(New));
    }

    [Test]
    public void Processes_that_race_for_several_dates_and_keys_publish_each_date_once()
    {
        using var folder = new TemporaryFolder();
        var store = new LocalFileStore(folder.Path, new UnsyncedDisk());
        Actor[] actors =
        [
            new("one", Job.Date), new("one", Job.Date), new("two", Job.Date),
            new("one", Job.Date.AddDays(1)), new("one", Job.Date.AddDays(2)),
        ];
        var processes = actors.Select(actor => new PublisherProcess(folder.Path, actor)).ToList();

        processes.ForEach(process => process.Go());
        var outcomes = processes.Select(process => process.Finish().Outcome).ToList();
        processes.ForEach(process => process.Dispose());

        Assert.That(outcomes[..3].Count(outcome => outcome == ActorOutcome.Published), Is.EqualTo(1));
        Assert.That(outcomes[3..], Is.All.EqualTo(ActorOutcome.Published));
        foreach (var date in actors.Select(actor => actor.Date).Distinct())
            Assert.That(new Reader(store, actors).CheckWhole(date, "after the race"), Is.Not.Null);
    }

    /// <summary>Whose night is published after the kill. The next run must complete the work in any case.</summary>
    private static Actor? KillAt(int step)
    {
        using var folder = new TemporaryFolder();
        PublishOld(folder);
        using var process = new PublisherProcess(folder.Path, New, step);
        Assert.That(process.Finish().Outcome, Is.EqualTo(ActorOutcome.Killed));

        var store = new LocalFileStore(folder.Path, new UnsyncedDisk());
        var reader = new Reader(store, Old, New);
        var owner = reader.CheckWhole(Job.Date, $"killed at {step}");
        New.Run(store);
        Assert.That(reader.CheckWhole(Job.Date, $"run again after a kill at {step}"), Is.EqualTo(New));
        reader.CheckTidy(Job.Date, $"run again after a kill at {step}");
        return owner;
    }

    private static void PublishOld(TemporaryFolder folder) => Old.Run(new LocalFileStore(folder.Path, new UnsyncedDisk()));
}
