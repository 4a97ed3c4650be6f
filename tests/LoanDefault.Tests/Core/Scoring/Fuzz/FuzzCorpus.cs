using Google.Protobuf;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Onnx.Protos;
using LoanDefault.Tests.Core.Scoring.Trees.Support;
using LoanDefault.Tests.Core.Support;
using static LoanDefault.Onnx.Protos.AttributeProto.Types;

namespace LoanDefault.Tests.Core.Scoring.Fuzz;

/// <summary>Good models to start from: each operator, both kinds of numbers, trees among other operators, real ones.</summary>
internal static class FuzzCorpus
{
    private static readonly SplitRule[] Rules =
        [SplitRule.Less, SplitRule.LessOrEqual, SplitRule.Greater, SplitRule.GreaterOrEqual, SplitRule.NotEqual];

    private static readonly EnsembleShape Small = new() { Features = 3, Trees = 3, Depth = 3, Rules = Rules, Thresholds = 5 };

    public static byte[][] Models { get; } =
    [
        Model(Small with { BaseValues = 1 }),
        Model(Small with { Depth = 9, IsLopsided = true }),
        Model(Small with { Targets = 3, VotesForAll = true }),
        Model(Small with { Operator = TreeOperator.Classifier, Targets = 2, VotedTargets = 1, HasTextLabels = true }),
        Model(Small with { Operator = TreeOperator.Classifier, Targets = 3, BaseValues = 3, PostTransform = PostTransform.Softmax }),
        Model(Small with { Operator = TreeOperator.Ensemble, Rules = [.. Rules, SplitRule.Equal] }),
        Model(Small with { Operator = TreeOperator.Ensemble, Rules = [SplitRule.Member], HasWholeThresholds = true }),
        Model(Small with { IsDouble = true, Aggregation = Aggregation.Max }),
        Model(Small with { Operator = TreeOperator.Ensemble, IsDouble = true, Aggregation = Aggregation.Min }),
        Among(Small),
        Within(Small),
        TinyModel.Onnx(4, trees: 3),
        File.ReadAllBytes(Path.Combine(RepositoryFiles.Root, "models", "reference", "model.onnx")),
    ];

    private static byte[] Model(EnsembleShape shape) => Proto(shape).ToByteArray();

    private static ModelProto Proto(EnsembleShape shape) => EnsembleProtos.Model(new RandomEnsembles(shape, 1).Next());

    // An operator before and one behind the trees.
    private static byte[] Among(EnsembleShape shape)
    {
        ModelProto model = Proto(shape);
        NodeProto trees = model.Graph.Node[0];
        model.Graph.Node.Insert(0, new NodeProto { OpType = "Identity", Input = { EnsembleProtos.Input }, Output = { "inner" } });
        model.Graph.Node.Add(new NodeProto { OpType = "Neg", Input = { "sums" }, Output = { EnsembleProtos.Scores } });
        (trees.Input[0], trees.Output[0]) = ("inner", "sums");
        return model.ToByteArray();
    }

    // The trees in both branches of an If.
    private static byte[] Within(EnsembleShape shape)
    {
        ModelProto model = Proto(shape);
        NodeProto trees = model.Graph.Node[0];
        var branch = new GraphProto { Name = "branch", Node = { trees }, Output = { model.Graph.Output[0] } };
        model.Graph.Initializer.Add(new TensorProto { Name = "yes", DataType = (int)TensorProto.Types.DataType.Bool, Int32Data = { 1 } });
        model.Graph.Node[0] = new NodeProto
        {
            OpType = "If",
            Input = { "yes" },
            Output = { EnsembleProtos.Scores },
            Attribute =
            {
                new AttributeProto { Name = "then_branch", Type = AttributeType.Graph, G = branch },
                new AttributeProto { Name = "else_branch", Type = AttributeType.Graph, G = branch },
            },
        };
        return model.ToByteArray();
    }
}
