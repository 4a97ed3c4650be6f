using LoanDefault.Tables.Stores;
using LoanDefault.Tests.Tables.Support;

namespace LoanDefault.Tests.Tables.Publishing;

/// <summary>
/// Processes that race: every way in which one publishes completely between two operations of another, and every way in
/// which a third does so inside the second. Readers look after each.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class RaceTests
{
    private static readonly DateOnly Tomorrow = Job.Date.AddDays(1);
    private static readonly Actor Base = new("base", Job.Date);
    private static readonly Actor Slow = new("slow", Job.Date);
    private static readonly Actor SlowReplacing = Slow with { Supersede = true };
    private static readonly Actor Quick = new("quick", Job.Date);
    private static readonly Actor QuickReplacing = Quick with { Supersede = true };
    private static readonly Actor Other = new("other", Tomorrow);

    [Test]
    public void Two_processes_with_the_same_run_key_publish_once() =>
        ForEveryInterleaving(EmptyStore, Slow, Slow, (slow, quick) =>
            Assert.That(new[] { slow, quick }, Is.EquivalentTo(new[] { ActorOutcome.Published, ActorOutcome.AlreadyDone })));

    [Test]
    public void Of_two_keys_for_one_date_one_is_published_and_the_other_conflicts() =>
        ForEveryInterleaving(EmptyStore, Slow, Quick, (slow, quick) =>
            Assert.That(new[] { slow, quick }, Is.EquivalentTo(new[] { ActorOutcome.Published, ActorOutcome.Conflict })));

    [Test]
    public void Two_dates_are_both_published() =>
        ForEveryInterleaving(EmptyStore, Slow, Other, (slow, quick) =>
            Assert.That(new[] { slow, quick }, Is.All.EqualTo(ActorOutcome.Published)));

    [Test]
    public void Two_processes_that_supersede_with_the_same_run_key_publish_once() =>
        ForEveryInterleaving(BaseStore, SlowReplacing, SlowReplacing, (slow, quick) =>
            Assert.That(new[] { slow, quick }, Is.EquivalentTo(new[] { ActorOutcome.Published, ActorOutcome.AlreadyDone })));

    [Test]
    public void Of_two_keys_that_supersede_neither_overlooks_the_other() =>
        ForEveryInterleaving(BaseStore, SlowReplacing, QuickReplacing, (slow, quick) =>
        {
            Assert.That(quick, Is.EqualTo(ActorOutcome.Published));
            // The slow one replaces the quick one where it saw it before it began, and stops where it did not.
            Assert.That(slow, Is.AnyOf(ActorOutcome.Published, ActorOutcome.Conflict));
        });

    [Test]
    public void A_process_that_is_killed_inside_another_one_hurts_nobody(
        [Values("same key", "other key", "supersede")] string kind)
    {
        var (makeStore, slow, quick) = kind switch
        {
            "same key" => ((Func<IFileStore>)EmptyStore, Slow, Slow),
            "other key" => (EmptyStore, Slow, Quick),
            _ => (BaseStore, SlowReplacing, QuickReplacing),
        };
        ForEveryPair(makeStore, slow, quick, StepKind.Change, (outer, inner) =>
        {
            var store = makeStore();
            slow.Run(store, outer, () => quick.RunUntilKilled(store, inner), StepKind.Log);
            var when = $"{kind}: killed at {inner} within {outer}";
            new Reader(store, Base, slow, quick).CheckWhole(Job.Date, when);

            var last = new Actor("last", Job.Date, Supersede: true);
            Assert.That(last.Run(store), Is.EqualTo(ActorOutcome.Published), when);
            new Reader(store, last).CheckTidy(Job.Date, when);
        });
    }

    [TestCase("slow", "quick", "slow", Description = "two of one key and one of another")]
    [TestCase("slow", "quick", "third")]
    [TestCase("slow", "slow", "slow")]
    public void Three_processes_inside_one_another_leave_one_whole_night(string first, string second, string third)
    {
        foreach (var supersede in new[] { false, true })
        {
            Actor[] actors = [.. new[] { first, second, third }.Select(inputs => new Actor(inputs, Job.Date, supersede))];
            Func<IFileStore> makeStore = supersede ? BaseStore : EmptyStore;
            ForEveryPair(makeStore, actors[0], actors[1], StepKind.Log, (outer, inner) =>
            {
                var store = makeStore();
                var reader = new Reader(store, [Base, .. actors]);
                var when = $"{first} at {outer}, {second} at {inner}, supersede {supersede}";
                void Second() => actors[1].Run(store, inner, Third, StepKind.Log);
                void Third()
                {
                    actors[2].Run(store);
                    reader.CheckWhole(Job.Date, when);
                }

                actors[0].Run(store, outer, Second, StepKind.Log);

                Assert.That(reader.CheckWhole(Job.Date, when), Is.Not.Null.And.Not.EqualTo(supersede ? Base : null));
            });
        }
    }

    [Test]
    public void A_process_that_loses_to_another_key_leaves_what_its_own_key_may_still_need() =>
        ForEveryPair(BaseStore, SlowReplacing, SlowReplacing, StepKind.Log, (pausedAt, finishedAt) =>
        {
            // One plans while the date is free; another key is published; one with the first's key sets out to supersede
            // it, and in the middle of that the first one goes on.
            var store = EmptyStore();
            using var first = new PausedActor(Slow, store, pausedAt);
            Quick.Run(store);
            SlowReplacing.Run(store, finishedAt, () => first.Finish(), StepKind.Log);
            first.Finish();

            Assert.That(
                new Reader(store, Slow, Quick).CheckWhole(Job.Date, $"paused at {pausedAt}, finished at {finishedAt}"),
                Is.Not.Null);
        });

    [Test]
    public void Ten_dates_that_race_in_threads_are_all_published_into_a_table_that_nobody_had_made()
    {
        using var folder = new TemporaryFolder();
        var store = new LocalFileStore(folder.Path, new UnsyncedDisk());
        Actor[] actors = [.. Enumerable.Range(0, 10).Select(day => new Actor("thread", Job.Date.AddDays(day)))];

        Assert.That(RunTogether(actors, store), Is.All.EqualTo(ActorOutcome.Published));
        foreach (var actor in actors)
            new Reader(store, actor).CheckTidy(actor.Date, "after the race");
        Assert.That(new Job(store).Load("scored").Version, Is.EqualTo(9));
    }

    [Test]
    public void Ten_threads_with_five_keys_for_one_date_leave_one_whole_night()
    {
        using var folder = new TemporaryFolder();
        var store = new LocalFileStore(folder.Path, new UnsyncedDisk());
        Actor[] actors = [.. Enumerable.Range(0, 10).Select(thread => new Actor($"key{thread % 5}", Job.Date))];

        var outcomes = RunTogether(actors, store);

        Assert.That(outcomes.Count(outcome => outcome == ActorOutcome.Published), Is.EqualTo(1));
        Assert.That(outcomes.Count(outcome => outcome == ActorOutcome.AlreadyDone), Is.EqualTo(1));
        Assert.That(new Reader(store, actors).CheckWhole(Job.Date, "after the race"), Is.Not.Null);
    }

    private static ActorOutcome[] RunTogether(Actor[] actors, IFileStore store)
    {
        using var start = new Barrier(actors.Length);
        var outcomes = new ActorOutcome[actors.Length];
        var threads = actors.Select((actor, index) => new Thread(() =>
        {
            start.SignalAndWait();
            outcomes[index] = actor.Run(store);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return outcomes;
    }

    private static void ForEveryInterleaving(
        Func<IFileStore> makeStore, Actor slow, Actor quick, Action<ActorOutcome, ActorOutcome> check)
    {
        var steps = Actor.CountSteps(makeStore, slow, StepKind.Any);
        for (var step = 0; step < steps; step++)
        {
            var store = makeStore();
            var reader = new Reader(store, Base, slow, quick);
            ActorOutcome? inner = null;
            var outer = slow.Run(new StepStore(store, now =>
            {
                if (now == step)
                    inner = quick.Run(store);
                foreach (var date in new[] { Job.Date, Tomorrow })
                    reader.CheckWhole(date, $"{quick.Inputs} at step {step} of {slow.Inputs}, seen at step {now}");
            }));
            using (Assert.EnterMultipleScope())
            {
                check(outer, inner!.Value);
                reader.CheckNoOrphans();
                foreach (var date in new[] { Job.Date, Tomorrow })
                    reader.CheckTidy(date, $"{quick.Inputs} at step {step} of {slow.Inputs}");
            }
        }
    }

    private static void ForEveryPair(Func<IFileStore> makeStore, Actor slow, Actor quick, StepKind innerKind, Action<int, int> check)
    {
        var outerSteps = Actor.CountSteps(makeStore, slow, StepKind.Log);
        var innerSteps = Actor.CountSteps(makeStore, quick, innerKind);
        for (var outer = 0; outer < outerSteps; outer++)
        {
            for (var inner = 0; inner < innerSteps; inner++)
                check(outer, inner);
        }
    }

    private static MemoryStore EmptyStore() => new(new ManualClock());

    private static MemoryStore BaseStore()
    {
        var store = EmptyStore();
        Base.Run(store);
        return store;
    }
}
