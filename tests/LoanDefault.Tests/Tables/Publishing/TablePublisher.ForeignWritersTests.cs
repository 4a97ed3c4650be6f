using LoanDefault.Core.Errors;
using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tests.Tables.Support;

namespace LoanDefault.Tests.Tables.Publishing;

/// <summary>Tables that Spark and others have worked on: checkpoints, cleaned logs, rewritten and removed files.</summary>
[Parallelizable]
internal sealed class TablePublisherForeignWritersTests
{
    private MemoryStore _store = null!;
    private Job _job = null!;

    [SetUp]
    public void PublishTwoNights()
    {
        _store = new MemoryStore(new ManualClock());
        _job = new Job(_store);
        _job.Publish(Job.Intent("old"), ["a"], ["x"]);
        _job.Publish(Job.Intent("new", supersede: true), ["b"], ["y"]);
    }

    [TestCase(1)]
    [TestCase(3)]
    public void A_cleaned_log_still_knows_the_runs(int parts)
    {
        CheckpointAndClean(JobTables.Scored, parts);
        CheckpointAndClean(JobTables.Quarantine, parts);

        AssertRunsAreKnown();
        Assert.That(
            () => _job.Publisher.Plan(Job.Intent("new", model: "other")),
            Throws.TypeOf<PublishConflictException>().With.Property("Differences").EqualTo(new[] { "model" }));
    }

    [Test]
    public void A_cleaned_log_can_be_published_to()
    {
        CheckpointAndClean(JobTables.Scored);
        CheckpointAndClean(JobTables.Quarantine);

        _job.Publish(Job.Intent("newest", supersede: true), ["c"], ["z"]);
        _job.Publish(Job.Intent("other", Job.Date.AddDays(1)), ["d"], ["w"]);

        Assert.That(_job.Scored(), Is.EqualTo(new[] { "c", "d" }));
        Assert.That(_job.Quarantined(), Is.EqualTo(new[] { "w", "z" }));
    }

    [Test]
    public void Rows_that_another_writer_compacted_still_belong_to_their_run()
    {
        Rewrite(JobTables.Scored);
        AssertRunsAreKnown();

        CheckpointAndClean(JobTables.Scored);
        AssertRunsAreKnown(isDescribed: false);
    }

    [Test]
    public void Compacted_rows_are_superseded_like_others()
    {
        Rewrite(JobTables.Scored);
        Rewrite(JobTables.Quarantine);
        CheckpointAndClean(JobTables.Scored);

        var result = _job.Publish(Job.Intent("newest", supersede: true), ["c"], ["z"]);

        Assert.That(result.SupersededRunKey, Is.Null);
        Assert.That(_job.Scored(), Is.EqualTo(new[] { "c" }));
        Assert.That(_job.Quarantined(), Is.EqualTo(new[] { "z" }));
    }

    [Test]
    public void Rows_of_another_writer_are_not_published_over()
    {
        var date = Job.Date.AddDays(1);
        _store.PutIfAbsent("scored/business_date=2026-02-01/theirs.parquet", "theirs\n"u8.ToArray());
        _job.CommitForeign(JobTables.Scored, Add("business_date=2026-02-01/theirs.parquet", "2026-02-01"));

        Assert.That(
            () => _job.Publisher.Plan(Job.Intent(date: date)),
            Throws.TypeOf<PublishConflictException>().With.Message.Contains("2026-02-01 holds rows that no run in the log accounts for"));
        _job.Publish(Job.Intent(date: date, supersede: true), ["ours"], []);

        Assert.That(_job.Scored(date), Is.EqualTo(new[] { "ours" }));
    }

    [Test]
    public void A_night_whose_rows_another_writer_removed_is_published_again_on_demand_only()
    {
        RemoveAll(JobTables.Scored);

        Assert.That(
            () => _job.Publisher.Plan(Job.Intent("new")),
            Throws.TypeOf<PublishConflictException>().With.Message.Contains("its rows have been removed since"));
        _job.Publish(Job.Intent("new", supersede: true), ["b"], ["y"]);

        Assert.That(_job.Scored(), Is.EqualTo(new[] { "b" }));
        Assert.That(_job.Quarantined(), Is.EqualTo(new[] { "y" }));
        Assert.That(_job.Publisher.Plan(Job.Intent("new")).Outcome, Is.EqualTo(PublishOutcome.AlreadyDone));
    }

    [Test]
    public void A_night_whose_rows_another_writer_removed_is_free_for_other_runs()
    {
        RemoveAll(JobTables.Scored);

        Assert.That(_job.Publish(Job.Intent("newest"), ["c"], ["z"]).Outcome, Is.EqualTo(PublishOutcome.Published));
        Assert.That(_job.Quarantined(), Is.EqualTo(new[] { "z" }));
    }

    [Test]
    public void A_table_that_was_restored_to_an_older_version_belongs_to_the_older_run()
    {
        var old = _job.Commit(JobTables.Scored, 0).Single(entry => entry.Add is not null);
        RemoveAll(JobTables.Scored);
        _job.CommitForeign(JobTables.Scored, Line(old));

        Assert.That(_job.Scored(), Is.EqualTo(new[] { "a" }));
        Assert.That(_job.Publisher.Plan(Job.Intent("old")).Outcome, Is.EqualTo(PublishOutcome.AlreadyDone));
        Assert.That(() => _job.Publisher.Plan(Job.Intent("new")), Throws.TypeOf<PublishConflictException>());
    }

    [Test]
    public void A_note_or_tag_that_is_not_ours_is_passed_over()
    {
        _job.CommitForeign(
            JobTables.Scored,
            """{"commitInfo":{"userMetadata":"{\"loandefault\":7}"}}""",
            """{"commitInfo":{"userMetadata":"plain text"}}""",
            Add("business_date=2026-02-01/theirs.parquet", "2026-02-01", """{"loandefault":"{"}"""));

        AssertRunsAreKnown();
        Assert.That(() => _job.Publisher.Plan(Job.Intent(date: Job.Date.AddDays(1))), Throws.TypeOf<PublishConflictException>());
    }

    private void AssertRunsAreKnown(bool isDescribed = true)
    {
        var current = _job.Publisher.Plan(Job.Intent("new"));
        Assert.That(current.Outcome, Is.EqualTo(PublishOutcome.AlreadyDone));
        Assert.That(current.Published?.RunKey, Is.EqualTo(isDescribed ? Job.Parts(Job.Date, "new").RunKey : null));
        Assert.That(() => _job.Publisher.Plan(Job.Intent("old")), Throws.TypeOf<PublishConflictException>());
        Assert.That(() => _job.Publisher.Plan(Job.Intent("third")), Throws.TypeOf<PublishConflictException>());
    }

    /// <summary>What Spark does at every tenth commit, and after thirty days.</summary>
    private void CheckpointAndClean(string table, int parts = 1)
    {
        var snapshot = _job.Load(table);
        string[] rows =
        [
            Line(new LogEntry { Protocol = snapshot.Protocol }),
            Line(new LogEntry { MetaData = snapshot.MetaData }),
            .. snapshot.Files.Select(file => Line(new LogEntry { Add = file.Add with { DataChange = false } })),
            .. new[] { "old", "new" }
                .Select(inputs => Job.Parts(Job.Date, inputs).RunKey)
                .Where(key => snapshot.TransactionVersion(key) is not null)
                .Select(key => Line(new LogEntry { Txn = new Transaction { AppId = key, Version = snapshot.TransactionVersion(key)!.Value } })),
        ];
        var names = LogNames.Checkpoint(snapshot.Version, parts == 1 ? 0 : parts);
        foreach (var (name, chunk) in names.Zip(rows.Chunk((rows.Length + parts - 1) / parts).Concat(Enumerable.Repeat<string[]>([], parts))))
            Put(table, name, string.Join('\n', chunk));
        Put(table, LogNames.LastCheckpoint, parts == 1 ? $$"""{"version":{{snapshot.Version}}}""" : $$"""{"version":{{snapshot.Version}},"parts":{{parts}}}""");
        for (var version = 0; version <= snapshot.Version; version++)
            _store.Delete($"{table}/_delta_log/{LogNames.Commit(version)}");
    }

    /// <summary>Spark's OPTIMIZE: the same rows in a new file, without tags.</summary>
    private void Rewrite(string table)
    {
        var files = _job.Load(table).FilesOf(Job.Date);
        _store.PutIfAbsent($"{table}/business_date=2026-01-31/compacted.parquet", _store.TryRead($"{table}/{files.Single().Name}"));
        _job.CommitForeign(
            table,
            [.. files.Select(Remove), Add("business_date=2026-01-31/compacted.parquet", "2026-01-31")]);
    }

    private void RemoveAll(string table) =>
        _job.CommitForeign(table, [.. _job.Load(table).FilesOf(Job.Date).Select(Remove)]);

    private void Put(string table, string name, string text) =>
        _store.PutIfAbsent($"{table}/_delta_log/{name}", System.Text.Encoding.UTF8.GetBytes(text));

    private static string Remove(LiveFile file) => Line(new LogEntry { Remove = new RemoveFile { Path = file.Add.Path, DataChange = false } });

    private static string Add(string path, string date, string tags = "{}") =>
        $$$"""{"add":{"path":"{{{path}}}","partitionValues":{"business_date":"{{{date}}}"},"size":1,"modificationTime":1,"dataChange":true,"tags":{{{tags}}}}}""";

    private static string Line(LogEntry entry) => System.Text.Encoding.UTF8.GetString(CommitFile.Write([entry]));
}
