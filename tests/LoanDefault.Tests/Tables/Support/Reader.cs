using LoanDefault.Tables.Publishing;
using LoanDefault.Tables.Stores;

namespace LoanDefault.Tests.Tables.Support;

/// <summary>
/// A reader of both tables who trusts nobody. A night is whole when its scored rows are one actor's, all of them, and
/// the quarantine holds every row of that actor's run key exactly once.
/// </summary>
internal sealed class Reader(IFileStore store, params Actor[] actors)
{
    private readonly Job _job = new(store);

    /// <summary>The actor whose night is published, or null when the date is empty.</summary>
    internal Actor? CheckWhole(DateOnly date, string when)
    {
        var scored = _job.Scored(date);
        if (scored.Length == 0)
            return null;
        var owner = actors.FirstOrDefault(actor => actor.Date == date && actor.ScoredRows.SequenceEqual(scored));
        Assert.That(owner, Is.Not.Null, $"{when}: scored holds [{string.Join(' ', scored)}]");
        Assert.That(
            QuarantineOf(owner!), Is.EqualTo(owner!.QuarantinedRows), $"{when}: {owner.Inputs} is published; its quarantine rows");
        return owner;
    }

    /// <summary>Checks that the quarantine holds nothing but the rows of the night that is published.</summary>
    internal void CheckTidy(DateOnly date, string when)
    {
        var owner = CheckWhole(date, when);
        Assert.That(_job.Quarantined(date), Is.EqualTo(owner?.QuarantinedRows ?? []), $"{when}: the quarantine");
    }

    /// <summary>Checks that the log names every data file: those that were never published are gone.</summary>
    internal void CheckNoOrphans()
    {
        foreach (var table in new[] { JobTables.Scored, JobTables.Quarantine })
        {
            var snapshot = _job.Load(table);
            var names = store.List(table).Where(item => item.Name.StartsWith("business_date=", StringComparison.Ordinal))
                .SelectMany(folder => store.List($"{table}/{folder.Name}").Select(file => $"{folder.Name}/{file.Name}"));
            Assert.That(names.Where(name => !snapshot.Names(name)), Is.Empty, $"files of {table} that no commit names");
        }
    }

    private string[] QuarantineOf(Actor owner) =>
        _job.Quarantined(owner.Date).Where(row => row.StartsWith(owner.Inputs + "-", StringComparison.Ordinal)).ToArray();
}
