using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Native;

namespace LoanDefault.Tests.Embedded.DuckDb;

public class DuckDbConnectionTests
{
    private TestDatabase _test = null!;

    [SetUp]
    public void Open() => _test = new TestDatabase();

    [TearDown]
    public void Close() => _test.Dispose();

    private DuckDbConnection Connection => _test.Connection;

    [Test]
    public void The_library_is_the_pinned_version() => Assert.That(DuckDbDatabase.LibraryVersion, Is.EqualTo("v1.5.6"));

    [Test]
    public void A_vector_has_as_many_rows_as_a_batch() =>
        Assert.That(DuckDbDatabase.VectorSize, Is.EqualTo(LoanDefault.Core.Applications.ApplicationBatch.Capacity));

    [Test]
    public void Values_of_every_type_that_rows_offer_are_read()
    {
        var row = Connection.ReadSingle(
            "select true, 7::integer, 8::bigint, 9::ubigint, (10::hugeint << 70), 1.5::double, 'äöü and more than twelve', 'ab'::blob, ['x', null], null::varchar",
            r => (r.GetBoolean(0), r.GetInt32(1), r.GetInt64(2), r.GetUInt64(3), r.GetInt128(4), r.GetDouble(5), r.GetText(6),
                Blob: r.GetBlob(7), List: r.GetTextList(8), r.GetTextOrNull(9), IsNull: r.IsNull(9)));

        Assert.That(row.Item1, Is.True);
        Assert.That((row.Item2, row.Item3, row.Item4, row.Item6), Is.EqualTo((7, 8L, 9UL, 1.5)));
        Assert.That(row.Item5, Is.EqualTo((Int128)10 << 70));
        Assert.That(row.Item7, Is.EqualTo("äöü and more than twelve"));
        Assert.That(row.Blob, Is.EqualTo("ab"u8.ToArray()));
        Assert.That(row.List, Is.EqualTo(new[] { "x", null }));
        Assert.That(row.Item10, Is.Null);
        Assert.That(row.IsNull, Is.True);
    }

    [Test]
    public void Parameters_are_bound_by_position()
    {
        var row = Connection.ReadSingle(
            "select $1::varchar || $2::varchar, $3::bigint, $4::double, $5::boolean, $6::varchar is null",
            r => (r.GetText(0), r.GetInt64(1), r.GetDouble(2), r.GetBoolean(3), r.GetBoolean(4)),
            CancellationToken.None, "it's ", "ü", 5L, 0.1, true, null);

        Assert.That(row, Is.EqualTo(("it's ü", 5L, 0.1, true, true)));
    }

    [Test]
    public void Columns_have_names_and_nested_types()
    {
        using DuckDbResult result = Connection.Query(
            "select 1::integer as a, ['x'] as b, {'p': 1.5::decimal(9,2), 'q r': null::timestamptz} as c");

        Assert.That(result.ReadColumns().Select(c => $"{c.Name} {c.Type}"), Is.EqualTo(new[]
        {
            "a INTEGER", "b VARCHAR[]", "c STRUCT(\"p\" DECIMAL(9,2), \"q r\" TIMESTAMP WITH TIME ZONE)",
        }));
    }

    [Test]
    public void A_result_of_many_chunks_is_read_whole_and_in_order()
    {
        List<long> rows = Connection.Read("select i from range(10000) t(i) order by i", r => r.GetInt64(0));

        Assert.That(rows, Is.EqualTo(Enumerable.Range(0, 10_000).Select(i => (long)i)));
    }

    [Test]
    public void A_stream_yields_rows_that_would_not_fit_into_memory()
    {
        using var small = new TestDatabase(threads: 1, memoryLimitBytes: 16L << 20);
        using DuckDbResult result = small.Connection.Stream("select i, repeat('x', 100) from range(1000000) t(i)");
        long rows = 0;
        while (result.ReadChunk() is { } chunk)
        {
            using (chunk)
                rows += chunk.RowCount;
        }

        Assert.That(rows, Is.EqualTo(1_000_000));
    }

    [Test]
    public void Rows_written_by_copy_are_counted() =>
        Assert.That(
            Connection.Execute($"copy (select * from range(5000)) to {Sql.Literal(_test.PathOf("o.parquet"))} (format parquet)"),
            Is.EqualTo(5000));

    [TestCase("selec 1", DuckDbErrorType.Parser)]
    [TestCase("select no_such_column", DuckDbErrorType.Binder)]
    [TestCase("select * from no_such_table", DuckDbErrorType.Catalog)]
    [TestCase("select 'x'::integer", DuckDbErrorType.Conversion)]
    [TestCase("select * from read_parquet('/no/such/file.parquet')", DuckDbErrorType.Io)]
    public void An_error_carries_its_kind_and_the_engines_message_on_one_line(string sql, DuckDbErrorType expected)
    {
        DuckDbException exception = Assert.Throws<DuckDbException>(() => Connection.Execute(sql))!;

        Assert.That(exception.ErrorType, Is.EqualTo(expected));
        Assert.That(exception.Message, Does.StartWith($"DuckDB {expected}: ").And.Not.Contain("\n"));
        Assert.That(exception.EngineMessage, Is.Not.Empty);
    }

    [Test]
    public void An_error_in_a_later_chunk_of_a_stream_is_thrown_when_it_is_reached()
    {
        using DuckDbResult result = Connection.Stream("select case when i < 200000 then i else error('late') end from range(300000) t(i)");

        Assert.That(
            () =>
            {
                while (result.ReadChunk() is { } chunk)
                    chunk.Dispose();
            },
            Throws.InstanceOf<DuckDbException>().With.Message.Contains("late"));
    }

    [Test]
    public void A_cancelled_token_stops_a_running_statement()
    {
        using var source = new CancellationTokenSource();
        using var entered = new ManualResetEventSlim();
        Connection.Register(new ScalarFunction("entered", [DuckDbType.BigInt], DuckDbType.BigInt, (input, output) =>
        {
            entered.Set();
            input.Column(0).Values<long>().CopyTo(output.Values<long>());
        }));
        Task cancel = Task.Run(() =>
        {
            entered.Wait();
            source.Cancel();
        });

        Assert.That(
            () => Connection.Execute("select sum(entered(i) % 7) from range(1000000000000) t(i)", source.Token),
            Throws.InstanceOf<OperationCanceledException>());
        cancel.Wait();
        Assert.That(Connection.ReadSingle("select 1", r => r.GetInt32(0)), Is.EqualTo(1), "the connection is usable again");
    }

    [Test]
    public void A_token_that_is_already_cancelled_runs_nothing() =>
        Assert.That(
            () => Connection.Execute("select 1", new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void Extensions_are_neither_fetched_nor_loaded_by_themselves()
    {
        var settings = Connection.Read(
            "select name || '=' || value from duckdb_settings() where name like 'auto%known%' order by name", r => r.GetText(0));

        Assert.That(settings, Is.EqualTo(new[] { "autoinstall_known_extensions=false", "autoload_known_extensions=false" }));
    }

    [Test]
    public void Literals_and_identifiers_keep_quotes()
    {
        Assert.That(Connection.ReadSingle($"select {Sql.Literal("it's \"x\"")}", r => r.GetText(0)), Is.EqualTo("it's \"x\""));
        using DuckDbResult result = Connection.Query($"select 1 as {Sql.Identifier("a \"b\" 'c'")}");
        Assert.That(result.ReadColumns()[0].Name, Is.EqualTo("a \"b\" 'c'"));
        Assert.That(() => Sql.Literal("a\0b"), Throws.ArgumentException);
    }

    [Test]
    public void Paths_to_read_are_not_patterns()
    {
        Assert.That(Sql.File("/in/a.csv"), Is.EqualTo("'/in/a.csv'"));
        Assert.That(Sql.Files(["/in/a[1]*?.csv", "it's"]), Is.EqualTo("['/in/a[[]1][*][?].csv', 'it''s']"));
    }

    [Test]
    public void Operators_are_measured_when_that_is_asked_for()
    {
        Assert.That(Connection.ReadOperatorTimes(), Is.Empty);
        string file = Sql.Literal(_test.PathOf("o.parquet"));
        Connection.Execute($"COPY (SELECT i FROM range(200000) t(i)) TO {file} (FORMAT parquet)");

        Connection.MeasureOperators(true);
        Connection.Execute($"COPY (SELECT i + 1 FROM read_parquet({file})) TO {Sql.Literal(_test.PathOf("p.parquet"))} (FORMAT parquet)");

        var times = Connection.ReadOperatorTimes();
        Assert.That(times.Select(t => t.Operator), Has.Some.Contains("SCAN").And.Some.Contains("COPY"));
        Assert.That(times.Sum(t => t.Seconds), Is.GreaterThan(0));
    }
}
