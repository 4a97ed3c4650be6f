using System.Text;
using LoanDefault.Core.Errors;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Native;

namespace LoanDefault.Tests.Embedded.DuckDb;

public class ScalarFunctionTests
{
    private TestDatabase _test = null!;

    [SetUp]
    public void Open() => _test = new TestDatabase();

    [TearDown]
    public void Close() => _test.Dispose();

    private DuckDbConnection Connection => _test.Connection;

    [Test]
    public void A_function_gets_nulls_and_may_give_nulls()
    {
        Connection.Register(new ScalarFunction("halve", [DuckDbType.Integer], DuckDbType.Double, (input, output) =>
        {
            VectorView numbers = input.Column(0);
            for (int row = 0; row < input.RowCount; row++)
            {
                if (numbers.IsNull(row))
                    output.Values<double>()[row] = -1;
                else if (numbers.Values<int>()[row] == 4)
                    output.SetNull(row);
                else
                    output.Values<double>()[row] = numbers.Values<int>()[row] / 2.0;
            }
        }));

        List<double?> halves = Connection.Read(
            "select halve(x) from (values (1, 3), (2, null), (3, 4)) t(i, x) order by i", r => r.IsNull(0) ? (double?)null : r.GetDouble(0));

        Assert.That(halves, Is.EqualTo(new double?[] { 1.5, -1, null }));
    }

    [Test]
    public void A_function_returns_structs_of_texts_and_lists()
    {
        DuckDbType type = DuckDbType.StructOf(
            new DuckDbField("shout", DuckDbType.Varchar), new DuckDbField("letters", DuckDbType.ListOf(DuckDbType.Varchar)));
        Connection.Register(new ScalarFunction("spell", [DuckDbType.Varchar], type, Spell));

        var rows = Connection.Read(
            "select s.shout, s.letters from (select spell(x) as s from (values ('ab'), ('a text of many letters')) t(x))",
            r => (r.GetText(0), string.Join('-', r.GetTextList(1))));

        Assert.That(rows, Is.EqualTo(new[]
        {
            ("ab! and a tail that is not inlined", "a-b"),
            ("a text of many letters! and a tail that is not inlined", string.Join('-', "a text of many letters".ToCharArray())),
        }));
    }

    private static void Spell(ChunkView input, VectorWriter output)
    {
        VectorView texts = input.Column(0);
        int total = 0;
        for (int row = 0; row < input.RowCount; row++)
            total += texts.Bytes(row).Length;
        VectorWriter letters = output.Field(1).ReserveElements(total);
        int next = 0;
        for (int row = 0; row < input.RowCount; row++)
        {
            string text = texts.Text(row)!;
            output.Field(0).SetText(row, Encoding.UTF8.GetBytes(text + "! and a tail that is not inlined"));
            output.Field(1).SetList(row, next, text.Length);
            foreach (byte letter in texts.Bytes(row))
                letters.SetText(next++, [letter]);
        }
    }

    [Test]
    public void An_enum_result_is_written_as_its_text()
    {
        DuckDbType type = DuckDbType.EnumOf("low", "high");
        Connection.Register(new ScalarFunction("level", [DuckDbType.BigInt], type, (input, output) =>
        {
            for (int row = 0; row < input.RowCount; row++)
                output.Values<byte>()[row] = (byte)(input.Column(0).Values<long>()[row] > 1 ? 1 : 0);
        }));

        Assert.That(
            Connection.Read("select level(i)::varchar from range(3) t(i) order by i", r => r.GetText(0)),
            Is.EqualTo(new[] { "low", "low", "high" }));
    }

    [Test]
    public void What_a_function_throws_reaches_the_caller_of_the_query_unchanged()
    {
        var thrown = new BadInputException("row 7 is bad", "file.csv", "income", 7);
        Connection.Register(new ScalarFunction("fail", [DuckDbType.BigInt], DuckDbType.BigInt, (_, _) => throw thrown));

        BadInputException caught = Assert.Throws<BadInputException>(() => Connection.Execute("select sum(fail(i)) from range(100000) t(i)"))!;

        Assert.That(caught, Is.SameAs(thrown));
        Assert.That(caught.StackTrace, Does.Contain(nameof(What_a_function_throws_reaches_the_caller_of_the_query_unchanged)));
        Assert.That(Connection.ReadSingle("select 1", r => r.GetInt32(0)), Is.EqualTo(1), "the failure is not thrown again");
    }

    [Test]
    public void A_volatile_function_is_called_once_a_row_even_when_its_result_is_filtered_and_used_twice()
    {
        const int Rows = 300_000;
        string source = Sql.Literal(_test.PathOf("in.parquet")), target = Sql.Literal(_test.PathOf("out.parquet"));
        Connection.Execute($"copy (select i as id from range({Rows}) t(i)) to {source} (format parquet, row_group_size 20480)");
        long calledRows = 0;
        DuckDbType type = DuckDbType.StructOf(
            new DuckDbField("keep", DuckDbType.Boolean), new DuckDbField("a", DuckDbType.BigInt), new DuckDbField("b", DuckDbType.BigInt));
        Connection.Register(new ScalarFunction("count_rows", [DuckDbType.BigInt], type, (input, output) =>
        {
            Interlocked.Add(ref calledRows, input.RowCount);
            for (int row = 0; row < input.RowCount; row++)
            {
                long id = input.Column(0).Values<long>()[row];
                output.Field(0).Values<bool>()[row] = id % 10 != 0;
                output.Field(1).Values<long>()[row] = id;
                output.Field(2).Values<long>()[row] = -id;
            }
        }));

        long written = Connection.Execute(
            $"copy (select id, s.a, s.b, s.a + s.b as zero from (select id, count_rows(id) as s from read_parquet({source})) where s.keep) to {target} (format parquet)");

        Assert.That(written, Is.EqualTo(Rows / 10 * 9));
        Assert.That(calledRows, Is.EqualTo(Rows));
        Assert.That(
            Connection.ReadSingle($"select sum(zero)::bigint, count(distinct a) from {target}", r => (r.GetInt64(0), r.GetInt64(1))),
            Is.EqualTo((0L, (long)written)));
    }

    [Test]
    public void A_function_of_a_type_that_no_column_can_have_is_refused() =>
        Assert.That(
            () => Connection.Register(
                new ScalarFunction("vague", [DuckDbType.BigInt], new DuckDbType(DuckDbTypeId.Any), (_, _) => { })),
            Throws.InstanceOf<DuckDbException>().With.Message.Contains("vague"));
}
