using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tests.Tables.Support;

namespace LoanDefault.Tests.Tables.Publishing;

[Parallelizable]
internal sealed class StaleStagingTests
{
    private static readonly Actor Killed = new("killed", Job.Date);
    private static readonly DateOnly Tomorrow = Job.Date.AddDays(1);

    private ManualClock _clock = null!;
    private MemoryStore _store = null!;
    private Job _job = null!;

    [SetUp]
    public void MakeStore()
    {
        _clock = new ManualClock();
        _store = new MemoryStore(_clock);
        _job = new Job(_store) { Clock = _clock };
    }

    [Test]
    public void What_killed_runs_left_is_removed_once_it_is_old()
    {
        var steps = Actor.CountSteps(() => new MemoryStore(_clock), Killed, StepKind.Change);
        for (var step = 0; step < steps; step++)
        {
            MakeStore();
            Killed.RunUntilKilled(_store, step);
            var rows = _job.Scored();

            _clock.Now += StaleStaging.Limit + TimeSpan.FromMinutes(1);
            _job.Publish(Job.Intent(date: Tomorrow), [], []);

            var reader = new Reader(_store, Killed);
            reader.CheckNoOrphans();
            reader.CheckWhole(Job.Date, $"killed at {step}");
            Assert.That(_job.Scored(), Is.EqualTo(rows), $"killed at {step}");
            Assert.That(Staged(), Is.Empty, $"killed at {step}");
        }
    }

    [Test]
    public void What_may_still_be_in_use_stays()
    {
        var publisher = _job.Publisher;
        using var staging = publisher.OpenStaging(publisher.Plan(Job.Intent()));
        _clock.Now += StaleStaging.Limit;
        _job.Stage(staging.QuarantineFolder, Job.QuarantineColumns, ["x"]);
        _job.Stage(staging.ScoredFolder, Job.ScoredColumns, ["a"]);
        var staged = Staged().Count();
        _clock.Now += StaleStaging.Limit;

        _job.Publish(Job.Intent(date: Tomorrow), [], []);

        Assert.That(staged, Is.EqualTo(2));
        Assert.That(Staged().Count(), Is.EqualTo(staged));
    }

    [Test]
    public void Data_files_of_other_runs_are_not_touched()
    {
        _job.Publish(Job.Intent("first"), ["a"], ["x"]);
        _job.Publish(Job.Intent("second", supersede: true), ["b"], ["y"]);
        _store.PutIfAbsent("scored/business_date=2026-01-31/somebody-elses.parquet", "c\n"u8.ToArray());
        _store.PutIfAbsent("scored/.staging/gone/business_date=2026-01-31/0.staged", "d\n"u8.ToArray());
        _store.PutIfAbsent("scored/business_date=2026-01-31/part-00000-gone.parquet", "d\n"u8.ToArray());
        var names = _store.Names.Where(name => !name.Contains("gone", StringComparison.Ordinal)).Order().ToList();

        _clock.Now += 2 * StaleStaging.Limit;
        _job.Publisher.OpenStaging(_job.Publisher.Plan(Job.Intent(date: Tomorrow))).Dispose();

        Assert.That(_store.Names.Order(), Is.EqualTo(names));
    }

    [Test]
    public void Old_temporary_files_of_the_log_are_removed_and_nothing_else()
    {
        _job.Publish(Job.Intent(), ["a"], ["x"]);
        string[] others = ["scored/_delta_log/.00000000000000000000.json.crc", "scored/_delta_log/_last_checkpoint"];
        foreach (var name in others)
            _store.PutIfAbsent(name, "x"u8.ToArray());
        var names = _store.Names.Order().ToList();
        _store.PutIfAbsent("scored/_delta_log/.00000000000000000001.json.0123.tmp", "x"u8.ToArray());

        _clock.Now += StaleStaging.Limit + TimeSpan.FromMinutes(1);
        _store.PutIfAbsent("scored/_delta_log/.00000000000000000001.json.4567.tmp", "x"u8.ToArray());
        _job.Publisher.OpenStaging(_job.Publisher.Plan(Job.Intent(date: Tomorrow))).Dispose();

        Assert.That(_store.Names.Order(), Is.EqualTo(names.Append("scored/_delta_log/.00000000000000000001.json.4567.tmp").Order()));
    }

    [Test]
    public void A_log_that_cannot_be_read_keeps_everything()
    {
        _store.PutIfAbsent("scored/.staging/gone/business_date=2026-01-31/0.staged", "d\n"u8.ToArray());
        _store.PutIfAbsent("scored/business_date=2026-01-31/part-00000-gone.parquet", "d\n"u8.ToArray());
        _store.PutIfAbsent($"scored/_delta_log/{LogNames.Commit(0)}", "{"u8.ToArray());
        var names = _store.Names.Order().ToList();

        _clock.Now += 2 * StaleStaging.Limit;
        new StaleStaging(_store, _clock, Serilog.Core.Logger.None).Remove(JobTables.Scored, () => _job.Load(JobTables.Scored));

        Assert.That(_store.Names.Order(), Is.EqualTo(names));
    }

    private IEnumerable<string> Staged() => _store.Names.Where(name => name.Contains("/.staging/", StringComparison.Ordinal));
}
