using Google.Protobuf;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Scoring;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Onnx.Protos;
using LoanDefault.Tests.Core.Scoring.Trees.Support;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Scoring;

public sealed class OnnxModelRulesTests
{
    [Test]
    public void A_model_of_standard_operators_in_one_file_passes() => Assert.That(() => Check(_ => { }), Throws.Nothing);

    [Test]
    public void Operators_of_others_are_refused()
    {
        Refused(m => m.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.example" }), "uses operators of 'com.example'");
        Refused(m => m.Graph.Node[0].Domain = "com.example", "uses operators of 'com.example'");
        Refused(m => m.Functions.Add(new FunctionProto { Domain = "com.example" }), "uses operators of 'com.example'");
        Refused(m => m.Graph.Node.Add(Around(new NodeProto { OpType = "Add", Domain = "com.example" })), "uses operators of 'com.example'");
    }

    [TestCase("")]
    [TestCase("ai.onnx")]
    [TestCase("ai.onnx.ml")]
    public void Functions_that_stand_in_for_an_operator_are_refused(string domain) => Refused(
        m => m.Functions.Add(new FunctionProto { Domain = domain, Name = "TreeEnsembleRegressor", Node = { Broken() } }),
        "brings its own function TreeEnsembleRegressor, which would shadow an operator of the ONNX standard");

    [Test]
    public void A_model_without_an_IR_version_is_none()
    {
        foreach (long version in new long[] { 0, -1 })
        {
            ModelProto model = ModelProto.Parser.ParseFrom(TinyModel.Onnx(2));
            model.IrVersion = version;
            Assert.That(
                () => OnnxModelRules.Check(model.ToByteArray(), "m"),
                Throws.TypeOf<BadInputException>().With.Message.EqualTo($"m: not an ONNX model (its IR version is {version}): export or train it again"));
        }
    }

    [Test]
    public void Names_that_are_twice_are_refused()
    {
        Refused(m => m.Graph.Node.Add(m.Graph.Node[0].Clone()), "gives 'label' twice");
        Refused(m => m.Graph.Node[0].Output[1] = m.Graph.Input[0].Name, $"gives '{Tiny().Graph.Input[0].Name}' twice");
        Refused(m => m.Graph.Input.Add(m.Graph.Input[0].Clone()), "has two inputs of the same name");
        Refused(m => m.Graph.MergeFrom(Tiny().Graph), "has two inputs of the same name");
    }

    [Test]
    public void A_broken_tree_is_refused_wherever_it_hides()
    {
        const string Problem = "model.onnx: TreeEnsembleRegressor: tree 0, node 0: is met twice: nodes of a tree have one parent and no loop: export or train the model again";
        Says(m => m.Graph.Node.Add(Broken()), Problem);
        Says(m => m.Graph.Node.Add(Around(Broken())), Problem);
        Says(m => m.Graph.Node.Add(Around(Around(Broken()))), Problem);
        Says(m => m.Graph.Node.Add(new NodeProto { OpType = "Scan", Attribute = { new AttributeProto { Name = "bodies", Graphs = { new GraphProto(), new GraphProto { Node = { Broken() } } } } } }), Problem);
        Says(m => m.TrainingInfo.Add(new TrainingInfoProto { Algorithm = new GraphProto { Node = { Broken() } } }), Problem);
    }

    [Test]
    public void Among_other_operators_a_tree_is_measured_by_what_the_graph_says_of_its_rows()
    {
        // The third feature is there where nothing is said of the rows, and where the graph says that there are three.
        NodeProto tree = BrokenTrees.Good(TreeOperator.Regressor).Graph.Node[0];
        tree.Attribute.Single(a => a.Name == "nodes_featureids").Ints[0] = 2;
        tree.Input[0] = "inner";
        tree.Output[0] = "other";
        Assert.That(() => Check(m => m.Graph.Node.Add(tree)), Throws.Nothing);
        Assert.That(() => Check(m => AddWithWidth(m, 3)), Throws.Nothing);
        Says(m => AddWithWidth(m, 2), "model.onnx: TreeEnsembleRegressor: tree 0, node 0: asks about feature 2; a row has 2: export or train the model again");

        void AddWithWidth(ModelProto model, int width)
        {
            ValueInfoProto inner = BrokenTrees.Good(TreeOperator.Regressor).Graph.Input[0];
            inner.Name = "inner";
            inner.Type.TensorType.Shape.Dim[1].DimValue = width;
            model.Graph.ValueInfo.Add(inner);
            model.Graph.Node.Add(tree);
        }
    }

    [Test]
    public void Trees_of_doubles_among_other_operators_pass()
    {
        NodeProto tree = BrokenTrees.Good(TreeOperator.Regressor, isDouble: true).Graph.Node[0];
        (tree.Input[0], tree.Output[0]) = ("inner", "other");
        Assert.That(() => Check(m => m.Graph.Node.Add(tree)), Throws.Nothing);
    }

    [Test]
    public void Numbers_in_another_file_are_refused_wherever_they_hide()
    {
        var outside = new TensorProto { Name = "w", ExternalData = { new StringStringEntryProto { Key = "location", Value = "/etc/passwd" } } };
        Refused(m => m.Graph.Initializer.Add(outside), "keeps tensor 'w' in another file");
        Refused(m => m.Graph.SparseInitializer.Add(new SparseTensorProto { Values = outside }), "keeps tensor 'w' in another file");
        Refused(m => m.Graph.Node[0].Attribute.Add(new AttributeProto { T = outside }), "keeps tensor 'w' in another file");
        Refused(
            m => m.Graph.Node[0].Attribute.Add(new AttributeProto { G = new GraphProto { Initializer = { outside } } }),
            "keeps tensor 'w' in another file");
        var unknown = new TensorProto { Name = "w", DataLocation = (TensorProto.Types.DataLocation)7 };
        Refused(m => m.Graph.Initializer.Add(unknown), "keeps tensor 'w' in another file");
        Refused(m => m.TrainingInfo.Add(new TrainingInfoProto { Initialization = new GraphProto { Initializer = { outside } } }), "keeps tensor 'w' in another file");
    }

    [Test]
    public void Bytes_that_are_no_model_are_refused()
    {
        Assert.That(() => OnnxModelRules.Check([255, 255], "m"), Throws.TypeOf<BadInputException>().With.Message.StartsWith("m: not an ONNX model ("));
        Assert.That(() => OnnxModelRules.Check([], "m"), Throws.TypeOf<BadInputException>().With.Message.Contains("it has no graph"));
    }

    private static void Refused(Action<ModelProto> change, string problem) =>
        Assert.That(() => Check(change), Throws.TypeOf<BadInputException>().With.Message.StartsWith("model.onnx: the model " + problem));

    private static void Check(Action<ModelProto> change)
    {
        ModelProto model = Tiny();
        change(model);
        OnnxModelRules.Check(model.ToByteArray(), "model.onnx");
    }

    private static void Says(Action<ModelProto> change, string message) =>
        Assert.That(() => Check(change), Throws.TypeOf<BadInputException>().With.Message.EqualTo(message));

    private static ModelProto Tiny() => ModelProto.Parser.ParseFrom(TinyModel.Onnx(2));

    // A loop, for which ONNX Runtime would not end.
    private static NodeProto Broken()
    {
        ModelProto model = BrokenTrees.Good(TreeOperator.Regressor);
        model.Get("nodes_truenodeids").Ints[2] = 0;
        (model.Graph.Node[0].Input[0], model.Graph.Node[0].Output[0]) = ("inner", "other");
        return model.Graph.Node[0];
    }

    private static NodeProto Around(NodeProto inner) =>
        new() { OpType = "If", Attribute = { new AttributeProto { Name = "then_branch", G = new GraphProto { Node = { inner } } } } };
}
