using System.Text.Json;
using LoanDefault.Core.Errors;
using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tables.Stores;
using LoanDefault.Tests.Tables.Support;

namespace LoanDefault.Tests.Tables.Publishing;

[Parallelizable]
internal sealed class TablePublisherTests
{
    private static readonly DateOnly NextDate = Job.Date.AddDays(1);

    private TemporaryFolder _folder = null!;
    private Job _job = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        _job = new Job(new LocalFileStore(_folder.Path, new UnsyncedDisk()));
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_first_night_creates_both_tables_and_is_read_back()
    {
        var result = _job.Publish(Job.Intent(), ["a", "b", "c"], ["x"]);

        Assert.That(result, Is.EqualTo(new PublishResult(PublishOutcome.Published, 0, 0, null)));
        Assert.That(_job.Scored(Job.Date), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(_job.Quarantined(Job.Date), Is.EqualTo(new[] { "x" }));
    }

    [Test]
    public void A_second_night_is_added()
    {
        _job.Publish(Job.Intent(), ["a"], ["x"]);
        var result = _job.Publish(Job.Intent(date: NextDate), ["b"], ["y"]);

        Assert.That(result, Is.EqualTo(new PublishResult(PublishOutcome.Published, 1, 1, null)));
        Assert.That(_job.Scored(), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(_job.Scored(NextDate), Is.EqualTo(new[] { "b" }));
        Assert.That(_job.Quarantined(NextDate), Is.EqualTo(new[] { "y" }));
    }

    [Test]
    public void The_same_run_key_again_is_already_done_and_writes_nothing()
    {
        var first = Job.Intent();
        _job.Publish(first, ["a"], ["x"]);

        var plan = _job.Publisher.Plan(Job.Intent());

        Assert.That(plan.Outcome, Is.EqualTo(PublishOutcome.AlreadyDone));
        Assert.That(plan.Published?.RunId, Is.EqualTo(first.RunId));
        Assert.That(plan.ScoredVersion, Is.Zero);
        Assert.That(() => _job.Publisher.OpenStaging(plan), Throws.ArgumentException);
        Assert.That(_job.Load(JobTables.Quarantine).Version, Is.Zero);
    }

    [Test]
    public void The_same_run_key_is_already_done_even_where_it_may_supersede()
    {
        _job.Publish(Job.Intent(), ["a"], ["x"]);

        Assert.That(_job.Publisher.Plan(Job.Intent(supersede: true)).Outcome, Is.EqualTo(PublishOutcome.AlreadyDone));
    }

    [TestCase("other", "model", "inputs")]
    [TestCase("inputs", "other", "model")]
    [TestCase("other", "other", "inputs, model")]
    public void Another_run_key_conflicts_and_says_what_differs(string inputs, string model, string differences)
    {
        var first = Job.Intent();
        _job.Publish(first, ["a"], ["x"]);

        Assert.That(
            () => _job.Publisher.Plan(Job.Intent(inputs, model: model)),
            Throws.TypeOf<PublishConflictException>()
                .With.Message.Contains($"2026-01-31 is published by run {first.RunId}, which differs in {differences};")
                .And.Message.Contains("--supersede")
                .And.Property("PublishedRunKey").EqualTo(first.Run.RunKey)
                .And.Property("Differences").EqualTo(differences.Split(", ")));
    }

    [Test]
    public void Superseding_replaces_exactly_that_nights_files_in_one_commit()
    {
        _job.Publish(Job.Intent(), ["a", "b", "c"], ["x", "y"]);
        _job.Publish(Job.Intent(date: NextDate), ["other"], ["z"]);

        var result = _job.Publish(Job.Intent("new", supersede: true), ["d"], ["w"]);

        Assert.That(result.SupersededRunKey, Is.EqualTo(Job.Parts(Job.Date).RunKey));
        Assert.That(_job.Scored(), Is.EqualTo(new[] { "d", "other" }));
        Assert.That(_job.Quarantined(), Is.EqualTo(new[] { "w", "z" }));
        var entries = _job.Commit(JobTables.Scored, result.ScoredVersion);
        Assert.That(entries.Count(entry => entry.Remove is not null), Is.EqualTo(2));
        Assert.That(entries.Count(entry => entry.Add is not null), Is.EqualTo(1));
        Assert.That(
            entries.Where(entry => entry.Remove is not null).Select(entry => entry.Remove!),
            Is.All.Matches<RemoveFile>(remove => remove is { DataChange: true, DeletionTimestamp: > 0 }));
    }

    [Test]
    public void A_superseded_run_is_no_longer_already_done_and_can_supersede_in_turn()
    {
        _job.Publish(Job.Intent("old"), ["a"], ["x"]);
        _job.Publish(Job.Intent("new", supersede: true), ["b"], ["y"]);

        Assert.That(() => _job.Publisher.Plan(Job.Intent("old")), Throws.TypeOf<PublishConflictException>());
        _job.Publish(Job.Intent("old", supersede: true), ["a"], ["x"]);

        Assert.That(_job.Scored(), Is.EqualTo(new[] { "a" }));
        Assert.That(_job.Quarantined(), Is.EqualTo(new[] { "x" }));
        Assert.That(_job.Publisher.Plan(Job.Intent("old")).Outcome, Is.EqualTo(PublishOutcome.AlreadyDone));
        Assert.That(() => _job.Publisher.Plan(Job.Intent("new")), Throws.TypeOf<PublishConflictException>());
    }

    [Test]
    public void An_empty_quarantine_is_still_committed()
    {
        var result = _job.Publish(Job.Intent(), ["a"], []);

        Assert.That(result.QuarantineVersion, Is.Zero);
        Assert.That(_job.Load(JobTables.Quarantine).TableExists, Is.True);
        Assert.That(_job.Quarantined(), Is.Empty);
    }

    [Test]
    public void A_night_without_any_row_is_published_all_the_same()
    {
        _job.Publish(Job.Intent(), [], []);

        Assert.That(_job.Publisher.Plan(Job.Intent()).Outcome, Is.EqualTo(PublishOutcome.AlreadyDone));
        Assert.That(() => _job.Publisher.Plan(Job.Intent("other")), Throws.TypeOf<PublishConflictException>());
    }

    [Test]
    public void The_scored_commit_tells_the_run_its_quarantine_version_and_its_figures()
    {
        _job.Publish(Job.Intent(date: NextDate), ["a"], ["x"]);
        var intent = Job.Intent();
        var publisher = _job.Publisher;
        using var staging = publisher.OpenStaging(publisher.Plan(intent));
        publisher.Publish(
            staging,
            _job.Stage(staging.ScoredFolder, Job.ScoredColumns, ["b"]),
            _job.Stage(staging.QuarantineFolder, Job.QuarantineColumns, []),
            JsonSerializer.SerializeToElement(new Dictionary<string, int> { ["read"] = 1 }));

        var entries = _job.Commit(JobTables.Scored, 1);
        Assert.That(entries[0].CommitInfo!.UserMetadata, Is.EqualTo($$$"""
            {"loandefault":{"runId":"{{{intent.RunId}}}","runKey":"{{{intent.Run.RunKey}}}","businessDate":"2026-01-31",
            "inputs":"{{{intent.Run.InputsHash}}}","model":"{{{intent.Run.ModelHash}}}",
            "contract":"{{{intent.Run.ContractHash}}}","decisions":"{{{intent.Run.DecisionsHash}}}",
            "files":1,"quarantineVersion":1},"figures":{"read":1}}
            """.ReplaceLineEndings("")));
        Assert.That(entries.Single(entry => entry.Txn is not null).Txn, Has.Property("AppId").EqualTo(intent.Run.RunKey).And.Property("Version").Zero);
    }

    [Test]
    public void Every_parameter_and_metric_of_a_commit_is_a_text()
    {
        _job.Publish(Job.Intent(), ["a"], ["x"]);
        var line = File.ReadAllLines(Path.Combine(_folder.Path, "scored/_delta_log", LogNames.Commit(0)))[0];
        var info = JsonDocument.Parse(line).RootElement.GetProperty("commitInfo");

        foreach (var map in new[] { "operationParameters", "operationMetrics" })
            Assert.That(info.GetProperty(map).EnumerateObject().Select(entry => entry.Value.ValueKind), Is.All.EqualTo(JsonValueKind.String));
        Assert.That(info.TryGetProperty("inCommitTimestamp", out _), Is.False);
        Assert.That(info.GetProperty("timestamp").GetInt64(), Is.EqualTo(_job.Clock.Now.ToUnixTimeMilliseconds()));
    }

    [Test]
    public void A_files_name_and_partition_tell_its_run_and_date()
    {
        var intent = Job.Intent();
        _job.Publish(intent, ["a", "b", "c"], []);

        var files = _job.Load(JobTables.Scored).FilesOf(Job.Date);
        Assert.That(files.Select(file => file.Add.Path), Is.EqualTo(new[]
        {
            $"business_date=2026-01-31/part-00000-{intent.RunId}.parquet",
            $"business_date=2026-01-31/part-00001-{intent.RunId}.parquet",
        }));
        Assert.That(files[0].Add.PartitionValues, Is.EqualTo(new Dictionary<string, string?> { ["business_date"] = "2026-01-31" }));
        Assert.That(files[0].Add.Stats, Does.StartWith("""{"numRecords":2,"""));
    }

    [Test]
    public void Nothing_but_the_tables_is_left_when_a_run_is_done()
    {
        _job.Publish(Job.Intent(), ["a"], ["x"]);

        var names = Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_folder.Path, path));
        Assert.That(names.Where(name => name.Contains("run-") && !name.EndsWith(".parquet", StringComparison.Ordinal)), Is.Empty);
        Assert.That(names.Where(name => name.EndsWith(".tmp", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void A_run_that_is_given_up_leaves_nothing()
    {
        var publisher = _job.Publisher;
        using (var staging = publisher.OpenStaging(publisher.Plan(Job.Intent())))
            _job.Stage(staging.ScoredFolder, Job.ScoredColumns, ["a"]);

        Assert.That(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories), Is.Empty);
        Assert.That(_job.Load(JobTables.Scored).TableExists, Is.False);
    }

    [Test]
    public void A_staging_area_is_published_once()
    {
        var publisher = _job.Publisher;
        using var staging = publisher.OpenStaging(publisher.Plan(Job.Intent()));
        var none = new StagedTable(Job.ScoredColumns, []);
        publisher.Publish(staging, none, new StagedTable(Job.QuarantineColumns, []));

        Assert.That(publisher.Publish(staging, none, none).Outcome, Is.EqualTo(PublishOutcome.AlreadyDone));
    }

    [TestCase("scored/.staging/elsewhere/0.staged", 2, "is not in")]
    [TestCase(null, 3, "has 2 bytes, audited were 3")]
    public void A_staged_file_that_is_not_as_audited_is_not_published(string? path, int length, string why)
    {
        var publisher = _job.Publisher;
        using var staging = publisher.OpenStaging(publisher.Plan(Job.Intent()));
        var staged = _job.Stage(staging.ScoredFolder, Job.ScoredColumns, ["a"]);
        var changed = staged.Files[0] with { Path = path ?? staged.Files[0].Path, ByteLength = length };

        Assert.That(
            () => publisher.Publish(staging, staged with { Files = [changed] }, new StagedTable(Job.QuarantineColumns, [])),
            Throws.TypeOf<StoreException>().With.Message.Contains(why));
        Assert.That(_job.Load(JobTables.Quarantine).TableExists, Is.False);
    }

    [Test]
    public void A_store_that_cannot_hold_tables_is_refused_before_scoring()
    {
        var job = new Job(new LocalFileStore("/proc/loandefault"));

        Assert.That(
            () => job.Publisher.Plan(Job.Intent()), Throws.TypeOf<StoreException>().With.Message.StartsWith("cannot write below /proc"));
    }

    [TestCase(JobTables.Scored)]
    [TestCase(JobTables.Quarantine)]
    public void A_table_that_we_would_break_is_refused_before_scoring(string table)
    {
        _job.Publish(Job.Intent(), ["a"], ["x"]);
        _job.CommitForeign(table, """{"protocol":{"minReaderVersion":1,"minWriterVersion":7,"writerFeatures":["rowTracking"]}}""");

        Assert.That(
            () => _job.Publisher.Plan(Job.Intent(date: NextDate)),
            Throws.TypeOf<UnsupportedTableException>().With.Message.Contains($"table {table}").And.Message.Contains("rowTracking"));
    }

    [TestCase(JobTables.Scored)]
    [TestCase(JobTables.Quarantine)]
    public void Nothing_is_superseded_in_an_append_only_table(string table)
    {
        _job.Publish(Job.Intent(), ["a"], ["x"]);
        var metaData = File.ReadAllLines(Path.Combine(_folder.Path, table, "_delta_log", LogNames.Commit(0)))
            .Single(line => line.Contains("\"metaData\""));
        _job.CommitForeign(table, metaData.Replace(
            "\"configuration\":{}", "\"configuration\":{\"delta.appendOnly\":\"true\"}", StringComparison.Ordinal));

        Assert.That(
            () => _job.Publish(Job.Intent("new", supersede: true), ["b"], ["y"]),
            Throws.TypeOf<UnsupportedTableException>().With.Message.Contains("delta.appendOnly"));
        Assert.That(_job.Publish(Job.Intent(date: NextDate), ["b"], ["y"]).Outcome, Is.EqualTo(PublishOutcome.Published));
        Assert.That(_job.Scored(Job.Date).Concat(_job.Quarantined(Job.Date)), Is.EqualTo(new[] { "a", "x" }));
    }
}
