using LoanDefault.Core.Errors;
using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tables.Stores;

namespace LoanDefault.Tests.Tables.Support;

/// <summary>One process that publishes: what it reads decides its rows, so that a reader can tell whose rows it sees.</summary>
internal sealed record Actor(string Inputs, DateOnly Date, bool Supersede = false)
{
    internal string RunKey => Job.Parts(Date, Inputs).RunKey;

    internal string[] ScoredRows => [$"{Inputs}-{Date:MM-dd}-s1", $"{Inputs}-{Date:MM-dd}-s2", $"{Inputs}-{Date:MM-dd}-s3"];

    internal string[] QuarantinedRows => [$"{Inputs}-{Date:MM-dd}-q1", $"{Inputs}-{Date:MM-dd}-q2", $"{Inputs}-{Date:MM-dd}-q3"];

    internal ActorOutcome Run(IFileStore store, IFileStore? engine = null)
    {
        try
        {
            var result = new Job(store, engine).Publish(Job.Intent(Inputs, Date, Supersede), ScoredRows, QuarantinedRows);
            return result.Outcome == PublishOutcome.Published ? ActorOutcome.Published : ActorOutcome.AlreadyDone;
        }
        catch (PublishConflictException)
        {
            return ActorOutcome.Conflict;
        }
        catch (StoreException)
        {
            return ActorOutcome.StoreFailed;
        }
        catch (ProcessKilledException)
        {
            return ActorOutcome.Killed;
        }
    }

    /// <summary>Runs with something else happening before one of the store's operations.</summary>
    internal ActorOutcome Run(IFileStore store, int step, Action before, StepKind kind = StepKind.Any) => Run(new StepStore(
        store,
        now =>
        {
            if (now == step)
                before();
        },
        kind));

    /// <summary>Runs until one of the store's changes, at which the process dies: no clean-up reaches the store.</summary>
    internal ActorOutcome RunUntilKilled(IFileStore store, int step) => Run(new StepStore(
        store,
        now =>
        {
            if (now >= step)
                throw new ProcessKilledException();
        },
        StepKind.Change));

    internal static int CountSteps(Func<IFileStore> makeStore, Actor actor, StepKind kind)
    {
        var store = new StepStore(makeStore(), _ => { }, kind);
        actor.Run(store);
        return store.Steps;
    }
}

internal enum ActorOutcome
{
    Published,
    AlreadyDone,
    Conflict,
    StoreFailed,
    Killed,
}

/// <summary>Stands for a process that is gone.</summary>
internal sealed class ProcessKilledException : OperationCanceledException;
