using Google.Protobuf;
using LoanDefault.Cli.CommandLine;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Models;
using LoanDefault.Core.Scoring;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Tests.Cli.Support;
using LoanDefault.Tests.Core.Scoring.Graphs;
using LoanDefault.Tests.Core.Scoring.Trees.Support;
using LoanDefault.Tests.Core.Support;
using LoanDefault.Tests.Embedded;
using static LoanDefault.Onnx.Protos.TensorProto.Types;

namespace LoanDefault.Tests.Cli.Commands;

/// <summary>The commands of <c>models</c> as a user meets them, on files of models as others export them.</summary>
public sealed class ModelsCommandsTests
{
    private static readonly EnsembleShape Binary = new()
    {
        Operator = TreeOperator.Classifier,
        Targets = 2,
        VotedTargets = 1,
        BaseValues = 1,
        Depth = 6,
        Trees = 25,
        PostTransform = PostTransform.Logistic,
        Features = TinyPackage.Features.Features.Count,
    };

    private TestDatabase _test = null!;
    private TestSurroundings _surroundings = null!;

    [SetUp]
    public void SetUp()
    {
        _test = new TestDatabase();
        _surroundings = new TestSurroundings(width: 200);
    }

    [TearDown]
    public void TearDown()
    {
        _surroundings.Dispose();
        _test.Dispose();
    }

    [Test]
    public void Run_writes_a_row_for_each_row_and_refuses_to_replace_it()
    {
        string input = Table(Binary.Features), output = _test.PathOf("out.parquet");
        string[] command = ["models", "run", Model(Binary), "--input", input, "--output", output];

        Assert.That(Run(command), Is.Zero, _surroundings.Error);
        Assert.That(_surroundings.Out, Does.Contain("label, output_0 .. output_1, margin_0 .. margin_1").And.Contain("have ONNX Runtime's bits"));
        Assert.That(_test.Connection.ReadSingle($"SELECT count(*) FROM {Sql.Literal(output)} WHERE label IN (-5, 5) AND output_0 + output_1 BETWEEN 0.999 AND 1.001", r => r.GetInt64(0)), Is.EqualTo(500));
        Assert.That(Run(command), Is.EqualTo(ExitCodes.BadInput));
        Assert.That(Run([.. command, "--force", "--scorer", "onnxruntime"]), Is.Zero);
    }

    [Test]
    public void Run_replaces_neither_its_input_nor_what_is_no_table()
    {
        string input = Table(Binary.Features), other = _test.PathOf("notes.txt");
        File.WriteAllText(other, "keep me");

        Assert.That(Run("models", "run", Model(Binary), "--input", input, "--output", input, "--force"), Is.EqualTo(ExitCodes.BadInput));
        Assert.That(Run("models", "run", Model(Binary), "--input", input, "--output", other, "--force"), Is.EqualTo(ExitCodes.BadInput));
        Assert.That(Run("models", "run", Model(Binary), "--input", input, "--output", _test.PathOf("none/out.parquet")), Is.EqualTo(ExitCodes.BadInput));
        Assert.That(_surroundings.Error, Does.Contain("is a file of the table that is read").And.Contain("exists and is no Parquet file").And.Contain("there is no folder"));
        Assert.That(File.ReadAllText(other), Is.EqualTo("keep me"));
    }

    [Test]
    public void Run_names_both_when_table_and_model_have_other_columns()
    {
        Assert.That(Run("models", "run", Model(Binary), "--input", Table(Binary.Features + 1), "--output", _test.PathOf("out.parquet")), Is.EqualTo(ExitCodes.BadInput));
        Assert.That(_surroundings.Error, Does.Contain($"has {Binary.Features + 1} columns (c0, c1").And.Contain($"takes {Binary.Features}: give exactly the model's inputs, in their order"));
    }

    [Test]
    public void Run_with_a_kernel_says_why_there_is_none()
    {
        string model = Model(Binary, g => g.ThenScores("Exp", ""));

        Assert.That(Run("models", "run", model, "--input", Table(Binary.Features), "--output", _test.PathOf("out.parquet"), "--scorer", "kernel"), Is.EqualTo(ExitCodes.WrongUse));
        Assert.That(_surroundings.Error, Does.Contain("no kernel runs this model (ONNX Runtime: its output 'v1' comes from the operator Exp)"));
    }

    [Test]
    public void Check_says_what_the_file_is_and_what_runs_it()
    {
        string model = Model(Binary, g => g.Inputs(("d", DataType.Double, [Binary.Features])).Before("Cast", "", null, EnsembleProtos.Int("to", (int)DataType.Float)));

        Assert.That(Run("models", "check", model), Is.Zero, _surroundings.Error);
        Assert.That(_surroundings.Out, Does.Contain("Cast, ai.onnx.ml.TreeEnsembleClassifier").And.Contain($"d: {Binary.Features} double").And.Contain("kernel (").And.Contain("have ONNX Runtime's bits"));
    }

    [Test]
    public void Check_refuses_what_is_no_model()
    {
        string file = _test.PathOf("m.onnx");
        File.WriteAllText(file, "no model");
        Assert.That(Run("models", "check", file), Is.EqualTo(ExitCodes.BadInput));
        Assert.That(Run("models", "check", _test.PathOf("absent.onnx")), Is.EqualTo(ExitCodes.BadInput));
        Assert.That(_surroundings.Error, Does.Contain("absent.onnx: cannot be read"));
    }

    [Test]
    public void An_imported_model_scores_as_the_file_does_by_another_order_of_columns()
    {
        string[] features = [.. TinyPackage.Features.Features.Select(f => f.Name)];
        string[] order = [.. features.Reverse()];
        string package = _test.PathOf("package");
        string model = Model(Binary with { HasNegativeWeights = true }, g => g, labels: [0, 1]);

        Assert.That(Run(["models", "import", model, "--contract", Contract(), "--output", package, "--columns", .. order]), Is.Zero, _surroundings.Error);
        ModelPackage loaded = ModelPackage.Load(package);
        using ModelScorer scorer = loaded.CreateScorer(ScorerChoice.Kernel);
        Assert.That(scorer.Report.Gate!.Passed, Is.True);
        Assert.That(loaded.Manifest.Features, Is.EqualTo(features));
        Assert.That(_surroundings.Out, Does.Contain(string.Join(", ", order)).And.Contain("have the file's margins bit for bit"));
    }

    [Test]
    public void An_import_matches_inputs_of_one_column_by_name()
    {
        string[] features = [.. TinyPackage.Features.Features.Select(f => f.Name)];
        string model = Model(Binary, g => g
            .Inputs([.. features.Reverse().Select(f => (f, DataType.Float, new[] { 1 }))]).Before("Concat", "", features, EnsembleProtos.Int("axis", 1)), labels: [0, 1]);

        Assert.That(Run("models", "import", model, "--contract", Contract(), "--output", _test.PathOf("package")), Is.Zero, _surroundings.Error);
        Assert.That(_surroundings.Out, Does.Contain(string.Join(", ", features.Reverse())));
    }

    [Test]
    public void An_import_refuses_labels_that_do_not_say_which_is_default()
    {
        Assert.That(Run("models", "import", Model(Binary), "--contract", Contract(), "--output", _test.PathOf("package")), Is.EqualTo(ExitCodes.BadInput));
        Assert.That(_surroundings.Error, Does.Contain("its labels are -5, 5, not 0 (paid) and 1 (defaulted)"));
        Assert.That(Directory.Exists(_test.PathOf("package")), Is.False);
    }

    [Test]
    public void An_import_refuses_sums_that_may_be_no_log_odds_unless_told()
    {
        string[] command = ["models", "import", Model(new EnsembleShape { Features = Binary.Features, Trees = 9 }), "--contract", Contract(), "--output", _test.PathOf("package")];
        Assert.That(Run(command), Is.EqualTo(ExitCodes.BadInput));
        Assert.That(_surroundings.Error, Does.Contain("give --log-odds if they are"));
        Assert.That(Run([.. command, "--log-odds"]), Is.Zero, _surroundings.Error);
    }

    private int Run(params string[] arguments) => LoanDefaultCommand.Run(arguments, _surroundings.Value);

    private string Model(EnsembleShape shape, Func<ExportedGraph, ExportedGraph>? build = null, long[]? labels = null)
    {
        string file = _test.PathOf("model.onnx");
        var model = (build ?? (g => g))(new ExportedGraph(new RandomEnsembles(shape, 7).Next())).Build();
        if (labels is not null)
        {
            var attribute = model.Graph.Node.SelectMany(n => n.Attribute).Single(a => a.Name == "classlabels_int64s");
            attribute.Ints.Clear();
            attribute.Ints.AddRange(labels);
        }

        File.WriteAllBytes(file, model.ToByteArray());
        return file;
    }

    private string Table(int columns)
    {
        string file = _test.PathOf("in.parquet");
        string list = string.Join(", ", Enumerable.Range(0, columns).Select(c => $"CASE WHEN i % {c + 5} = 0 THEN NULL ELSE sin(i * {c + 1}) * 60 END AS c{c}"));
        _test.Connection.Execute($"COPY (SELECT {list} FROM range(500) t(i)) TO {Sql.Literal(file)}");
        return file;
    }

    private string Contract()
    {
        string file = _test.PathOf("contract.json");
        File.WriteAllBytes(file, ContractFile.ToJson(TinyPackage.Contract));
        return file;
    }
}
