using Google.Protobuf;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Scoring;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Onnx.Protos;

namespace LoanDefault.Tests.Core.Scoring.Trees.Support;

/// <summary>A small good model to break: two trees, of which the first has two questions.</summary>
/// <remarks>Tree 0: node 0 asks, 1 is a leaf, 2 asks, 3 and 4 are leaves. Tree 1: node 0 asks, 1 and 2 are leaves.</remarks>
internal static class BrokenTrees
{
    public static ModelProto Good(TreeOperator operation, bool isDouble = false) => EnsembleProtos.Model(new TreeEnsemble
    {
        Operator = operation,
        FeatureCount = 2,
        TargetCount = operation == TreeOperator.Classifier ? 2 : 1,
        NumberLabels = operation == TreeOperator.Classifier ? [0, 1] : [],
        IsDouble = isDouble,
        BaseValues = operation == TreeOperator.Ensemble ? [] : operation == TreeOperator.Classifier ? [0.5, 0.25] : [0.5],
        Trees =
        [
            new Tree(
            [
                TreeNode.Branch(SplitRule.Less, 0, 1, 1, 2, missingIsTrue: true),
                TreeNode.Leaf(new Vote(0, 1)),
                TreeNode.Branch(SplitRule.Less, 1, 2, 3, 4, missingIsTrue: false),
                TreeNode.Leaf(new Vote(0, 2)),
                TreeNode.Leaf(new Vote(0, 3)),
            ]),
            new Tree(
            [
                TreeNode.Branch(SplitRule.Less, 1, 4, 1, 2, missingIsTrue: true),
                TreeNode.Leaf(new Vote(0, 4)),
                TreeNode.Leaf(new Vote(0, 5)),
            ]),
        ],
    });

    /// <summary>An attribute of the model's first operator.</summary>
    public static AttributeProto Get(this ModelProto model, string name) => model.Graph.Node[0].Attribute.Single(a => a.Name == name);

    /// <summary>What reading does before anything else may see the bytes.</summary>
    public static TreeModel Read(ModelProto model) => TreeModel.Read(OnnxModelRules.Check(model.ToByteArray(), "m.onnx"), "m.onnx");

    /// <summary>Breaks a good model and expects one clear error.</summary>
    /// <param name="operation">The good model's operator.</param>
    /// <param name="change">Breaks it.</param>
    /// <param name="problem">What the message says between the operator and what to do.</param>
    public static void Refused(TreeOperator operation, Action<ModelProto> change, string problem)
    {
        ModelProto model = Good(operation);
        string name = model.Graph.Node[0].OpType;
        change(model);
        string message = Assert.Throws<BadInputException>(() => Read(model), problem)!.Message;
        Assert.That(message, Is.EqualTo($"m.onnx: {name}: {problem}: export or train the model again"));
    }

    public static void Accepted(TreeOperator operation, Action<ModelProto> change)
    {
        ModelProto model = Good(operation);
        change(model);
        Assert.That(Read(model).Ensemble, Is.Not.Null);
    }
}
