using Google.Protobuf;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Pipeline;
using LoanDefault.Core.Scoring;
using LoanDefault.Core.Scoring.Answers;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Models;
using LoanDefault.Onnx.Protos;
using LoanDefault.Tests.Core.Scoring.Graphs;
using LoanDefault.Tests.Core.Scoring.Trees.Support;
using static LoanDefault.Onnx.Protos.TensorProto.Types;

namespace LoanDefault.Tests.Embedded.Models;

public sealed class NumberTableTests
{
    // A column of each type of numbers, each with nulls and its ends.
    private static readonly (string Type, string Value)[] Columns =
    [
        ("FLOAT", "CASE WHEN i % 9 = 0 THEN 'NaN'::FLOAT WHEN i % 13 = 0 THEN 'inf'::FLOAT ELSE (i * 0.37 - 90)::FLOAT END"),
        ("DOUBLE", "CASE WHEN i % 17 = 0 THEN 1e300 ELSE i / 7.0 - 40 END"),
        ("BOOLEAN", "i % 2 = 0"),
        ("TINYINT", "i % 256 - 128"),
        ("SMALLINT", "i % 1000 - 500"),
        ("INTEGER", "i * 1000003 % 2147483647"),
        ("BIGINT", "i::HUGEINT * 9007199254740993 % 9223372036854775807"),
        ("UTINYINT", "i % 256"),
        ("USMALLINT", "i % 65536"),
        ("UINTEGER", "i * 4001 % 4294967295"),
        ("UBIGINT", "i::HUGEINT * 18014398509481985 % 18446744073709551615"),
        ("HUGEINT", "i::HUGEINT * 12345"),
        ("DECIMAL(12,3)", "i * 0.125 - 1000"),
    ];

    private TestDatabase _test = null!;

    private string Input => _test.PathOf("in.parquet");

    private string Output => _test.PathOf("out.parquet");

    [SetUp]
    public void Open() => _test = new TestDatabase();

    [TearDown]
    public void Close() => _test.Dispose();

    [Test]
    public void Every_type_of_numbers_is_scored_in_order_and_alike_by_kernel_and_ONNX_Runtime([Values(1, 2)] int threads)
    {
        string columns = string.Join(", ", Columns.Select((c, n) => $"CASE WHEN i % {n + 20} = 1 THEN NULL ELSE ({c.Value})::{c.Type} END AS c{n}"));
        _test.Connection.Execute($"COPY (SELECT {columns} FROM range(20000) t(i)) TO {Sql.Literal(Input)} (FORMAT parquet, ROW_GROUP_SIZE 4096)");
        ModelProto model = Model(new EnsembleShape { Features = Columns.Length, Operator = TreeOperator.Classifier, Targets = 3, VotesForAll = true, Trees = 30, Depth = 7, HasTextLabels = true, PostTransform = PostTransform.Softmax });

        Score(model, ScorerChoice.Kernel, threads);
        List<string> kernel = Rows();
        Score(model, ScorerChoice.OnnxRuntime, threads);

        Assert.That(kernel, Has.Count.EqualTo(20000));
        Assert.That(Rows(), Is.EqualTo(kernel));
        Assert.That(kernel.Distinct().Count(), Is.GreaterThan(1000), "the rows differ, so that an order can be told");
        Assert.That(Names(), Is.EqualTo("label, output_0, output_1, output_2, margin_0, margin_1, margin_2"));
    }

    [Test]
    public void A_model_of_doubles_is_given_doubles()
    {
        _test.Connection.Execute($"COPY (SELECT 0.1::DOUBLE AS a, 0.5::DOUBLE AS b, 0.1::FLOAT AS c, 3 AS d, 4 AS e) TO {Sql.Literal(Input)}");
        ModelProto model = Model(new EnsembleShape { IsDouble = true, Operator = TreeOperator.Ensemble, Depth = 3 });

        Score(model, ScorerChoice.Auto);

        Assert.That(_test.Connection.Read($"SELECT typeof(output_0), typeof(margin_0), output_0 = margin_0 FROM {Sql.Literal(Output)}", r => $"{r.GetText(0)} {r.GetText(1)} {r.GetBoolean(2)}"), Is.EqualTo(new[] { "DOUBLE DOUBLE True" }));
    }

    [TestCase("1, NULL", "a number is missing")]
    [TestCase("1, 2.5", "a number is no whole number")]
    public void An_input_of_whole_numbers_refuses_what_is_none_and_names_the_column(string values, string problem)
    {
        _test.Connection.Execute($"COPY (SELECT unnest([1, 2]) AS a, unnest([{values}]) AS b) TO {Sql.Literal(Input)}");
        ModelProto model = new ExportedGraph(new RandomEnsembles(new EnsembleShape { Features = 2, Depth = 2 }, 1).Next())
            .Inputs(("w", DataType.Int64, [2])).Before("Cast", "", null, EnsembleProtos.Int("to", (int)DataType.Float)).Build();

        BadInputException e = Assert.Throws<BadInputException>(() => Score(model, ScorerChoice.OnnxRuntime))!;

        Assert.That(e.Message, Does.StartWith($"{Input}: column 'b': {problem}"));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(Output)!), Is.EqualTo(new[] { Input }), "nothing half-written is left");
    }

    [Test]
    public void A_file_of_other_columns_is_named()
    {
        string folder = _test.PathOf("several");
        Directory.CreateDirectory(folder);
        _test.Connection.Execute($"COPY (SELECT 1.5::DOUBLE AS a, 2.5::DOUBLE AS b) TO {Sql.Literal($"{folder}/1.parquet")}");
        _test.Connection.Execute($"COPY (SELECT 1.5::DOUBLE AS a, '7' AS b) TO {Sql.Literal($"{folder}/2.parquet")}");

        BadInputException e = Assert.Throws<BadInputException>(() => NumberTable.Open(folder, null, CancellationToken.None))!;

        Assert.That(e.Message, Does.StartWith($"{folder}/2.parquet: has other columns than {folder}/1.parquet (look at 'b')"));
    }

    [Test]
    public void A_column_that_holds_no_numbers_is_named()
    {
        _test.Connection.Execute($"COPY (SELECT 1 AS a, 'x' AS name) TO {Sql.Literal(Input)}");

        BadInputException e = Assert.Throws<BadInputException>(() => NumberTable.Open(Input, null, CancellationToken.None))!;

        Assert.That(e.Message, Does.StartWith($"{Input}: column 'name' is of type VARCHAR, not a number"));
    }

    private static ModelProto Model(EnsembleShape shape) => EnsembleProtos.Model(new RandomEnsembles(shape, 3).Next());

    private void Score(ModelProto model, ScorerChoice choice, int? threads = null)
    {
        using var table = NumberTable.Open(Input, threads, CancellationToken.None);
        (IModelRunner runner, _) = ModelFile.Read(model.ToByteArray(), table.Columns.Count, "m").CreateRunner(choice);
        using (runner)
            table.Score(runner, Output, NoProgress.Instance, CancellationToken.None);
    }

    private List<string> Rows() => _test.Connection.Read($"SELECT columns(*)::VARCHAR FROM {Sql.Literal(Output)} ORDER BY file_row_number", r => string.Join(' ', Enumerable.Range(0, 7).Select(r.GetText)));

    private string Names() => string.Join(", ", _test.Connection.Read($"DESCRIBE SELECT * FROM {Sql.Literal(Output)}", r => r.GetText(0)));
}
