using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tests.Tables.Support;

namespace LoanDefault.Tests.Tables.Publishing;

[Parallelizable]
internal sealed class TablePublisherSchemaTests
{
    private static readonly DateOnly NextDate = Job.Date.AddDays(1);
    private static readonly TableColumn Reason = new("reason_1", DeltaType.String, Nullable: true, "First reason");

    private MemoryStore _store = null!;
    private Job _job = null!;

    [SetUp]
    public void MakeStore()
    {
        _store = new MemoryStore(new ManualClock());
        _job = new Job(_store);
    }

    [Test]
    public void A_new_tables_schema_ends_with_the_partition_column()
    {
        _job.Publish(Job.Intent(), ["a"], []);

        Assert.That(Schema(), Is.EqualTo("application_id string, points integer, business_date date (nullable)"));
        Assert.That(_job.Load(JobTables.Scored).MetaData?.PartitionColumns, Is.EqualTo(new[] { "business_date" }));
    }

    [Test]
    public void A_table_with_fewer_columns_gets_the_new_ones_in_the_commit_that_fills_them()
    {
        _job.Publish(Job.Intent(), ["a"], []);
        var id = _job.Load(JobTables.Scored).MetaData?.Id;

        var result = _job.Publish(Job.Intent(date: NextDate), ["b"], [], [.. Job.ScoredColumns, Reason]);

        Assert.That(result.ScoredVersion, Is.EqualTo(1));
        Assert.That(Schema(), Does.EndWith("business_date date (nullable), reason_1 string (nullable)"));
        Assert.That(_job.Load(JobTables.Scored).MetaData?.Id, Is.EqualTo(id));
        Assert.That(_job.Scored(), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(_job.Commit(JobTables.Scored, 1).Select(entry => entry.Protocol), Is.All.Null);
    }

    [Test]
    public void Columns_that_the_table_has_are_not_added_again()
    {
        _job.Publish(Job.Intent(), ["a"], [], [.. Job.ScoredColumns, Reason]);
        _job.Publish(Job.Intent(date: NextDate), ["b"], [], [.. Job.ScoredColumns, Reason]);

        Assert.That(_job.Commit(JobTables.Scored, 1).Select(entry => entry.MetaData), Is.All.Null);
    }

    [Test]
    public void A_run_with_fewer_columns_is_refused_and_publishes_nothing()
    {
        _job.Publish(Job.Intent(), ["a"], []);

        Assert.That(
            () => _job.Publish(Job.Intent(date: NextDate), ["b"], ["y"], [Job.ScoredColumns[0]]),
            Throws.TypeOf<SchemaConflictException>()
                .With.Message.Contains("does not write the column points")
                .And.Message.Contains("table: [application_id string, points integer, business_date date (nullable)]")
                .And.Message.Contains("this run: [application_id string, business_date date (nullable)]"));
        Assert.That(_job.Load(JobTables.Quarantine).Version, Is.Zero);
        Assert.That(_store.Names.Where(name => name.Contains("2026-02-01", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void A_run_with_another_type_is_refused()
    {
        _job.Publish(Job.Intent(), ["a"], []);

        Assert.That(
            () => _job.Publish(Job.Intent(date: NextDate), ["b"], [], [Job.ScoredColumns[0], Job.ScoredColumns[1] with { Type = DeltaType.Double }]),
            Throws.TypeOf<SchemaConflictException>().With.Message.Contains("points would change from integer to double"));
    }

    [Test]
    public void Of_two_runs_that_add_the_same_columns_at_once_one_finds_them_there()
    {
        TableColumn[] grown = [.. Job.ScoredColumns, Reason];
        var counter = new StepStore(_store, _ => { }, StepKind.Log);
        new Job(counter).Publish(Job.Intent(), ["a"], []);
        for (var step = 0; step < counter.Steps; step++)
        {
            MakeStore();
            _job.Publish(Job.Intent(), ["a"], []);
            var slow = new StepStore(_store, PublishBefore(step, grown), StepKind.Log);

            new Job(slow).Publish(Job.Intent(date: NextDate), ["b"], [], grown);

            Assert.That(Schema(), Does.EndWith("business_date date (nullable), reason_1 string (nullable)"));
            Assert.That(_job.Scored(), Is.EqualTo(new[] { "a", "b", "c" }));
            var changes = Enumerable.Range(1, 2).SelectMany(version => _job.Commit(JobTables.Scored, version)).Count(entry => entry.MetaData is not null);
            Assert.That(changes, Is.EqualTo(1), $"step {step}");
        }
    }

    private Action<int> PublishBefore(int wanted, TableColumn[] columns) => step =>
    {
        if (step == wanted)
            new Job(_store).Publish(Job.Intent(date: Job.Date.AddDays(2)), ["c"], [], columns);
    };

    private string Schema() => DeltaSchema.Parse(_job.Load(JobTables.Scored).MetaData!.SchemaString, "scored").ToString();
}
