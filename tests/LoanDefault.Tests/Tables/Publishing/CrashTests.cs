using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tables.Stores;
using LoanDefault.Tests.Tables.Support;

namespace LoanDefault.Tests.Tables.Publishing;

/// <summary>A process that dies, or a store that fails, at every one of the store's operations.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class CrashTests
{
    private static readonly Actor First = new("first", Job.Date);
    private static readonly Actor Changed = new("changed", Job.Date);
    private static readonly Actor Base = new("base", Job.Date);
    private static readonly Actor Replacing = new("replacing", Job.Date, Supersede: true);

    [Test]
    public void Killed_anywhere_a_first_night_is_whole_or_absent_and_the_next_run_completes_it() =>
        ForEveryStep(EmptyStore, First, StepKind.Change, step =>
        {
            var store = EmptyStore();
            Assert.That(First.RunUntilKilled(store, step), Is.EqualTo(ActorOutcome.Killed));
            var reader = new Reader(store, First);
            var published = reader.CheckWhole(Job.Date, $"killed at {step}");

            var again = First.Run(store);

            Assert.That(again, Is.EqualTo(published is null ? ActorOutcome.Published : ActorOutcome.AlreadyDone), $"step {step}");
            reader.CheckTidy(Job.Date, $"after the run that followed a kill at {step}");
        });

    [Test]
    public void Killed_between_the_two_commits_and_run_again_on_changed_input_only_the_new_night_counts()
    {
        var killsBetween = 0;
        ForEveryStep(EmptyStore, First, StepKind.Change, step =>
        {
            var store = EmptyStore();
            First.RunUntilKilled(store, step);
            var job = new Job(store);
            var isBetween = job.Load(JobTables.Quarantine).TableExists && !job.Load(JobTables.Scored).TableExists;
            killsBetween += isBetween ? 1 : 0;
            var reader = new Reader(store, First, Changed);
            var published = reader.CheckWhole(Job.Date, $"killed at {step}");

            var outcome = Changed.Run(store);

            Assert.That(outcome, Is.EqualTo(published is null ? ActorOutcome.Published : ActorOutcome.Conflict), $"step {step}");
            reader.CheckTidy(Job.Date, $"changed input after a kill at {step}");
        });
        Assert.That(killsBetween, Is.GreaterThan(0));
    }

    [Test]
    public void Killed_anywhere_a_superseding_run_leaves_the_old_night_or_the_new() =>
        ForEveryStep(BaseStore, Replacing, StepKind.Change, step =>
        {
            var store = BaseStore();
            Assert.That(Replacing.RunUntilKilled(store, step), Is.EqualTo(ActorOutcome.Killed));
            var reader = new Reader(store, Base, Replacing);
            Assert.That(reader.CheckWhole(Job.Date, $"killed at {step}"), Is.Not.Null);

            Replacing.Run(store);

            Assert.That(reader.CheckWhole(Job.Date, "after the second try"), Is.EqualTo(Replacing));
            reader.CheckTidy(Job.Date, $"after the run that followed a kill at {step}");
        });

    [Test]
    public void A_store_that_fails_once_anywhere_costs_at_most_the_run() =>
        ForEveryStep(BaseStore, Replacing, StepKind.Any, step =>
        {
            var store = BaseStore();
            var outcome = Replacing.Run(store, step, () => throw new StoreException("touch", "file", "Input/output error"));
            var reader = new Reader(store, Base, Replacing);
            var owner = reader.CheckWhole(Job.Date, $"failed at {step}");
            Assert.That(outcome, Is.EqualTo(owner == Replacing ? ActorOutcome.Published : ActorOutcome.StoreFailed), $"step {step}");

            Replacing.Run(store);

            Assert.That(reader.CheckWhole(Job.Date, "after the second try"), Is.EqualTo(Replacing));
            reader.CheckTidy(Job.Date, $"after the run that followed a failure at {step}");
        });

    private static void ForEveryStep(Func<IFileStore> makeStore, Actor actor, StepKind kind, Action<int> check)
    {
        var steps = Actor.CountSteps(makeStore, actor, kind);
        Assert.That(steps, Is.GreaterThan(10));
        for (var step = 0; step < steps; step++)
            check(step);
    }

    private static MemoryStore EmptyStore() => new(new ManualClock());

    private static MemoryStore BaseStore()
    {
        var store = EmptyStore();
        Base.Run(store);
        return store;
    }
}
