using LoanDefault.Core.Errors;
using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring.Kernels;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Onnx.Protos;
using LoanDefault.Tests.Core.Scoring.Trees.Support;

namespace LoanDefault.Tests.Core.Scoring.Kernels;

/// <summary>What has no kernel and why, and that ONNX Runtime really does what such a reason says of it.</summary>
public sealed class KernelPlanTests
{
    private static readonly EnsembleShape Small = new() { Trees = 3, Depth = 3 };

    [Test]
    public void What_has_no_kernel_says_why()
    {
        Assert.That(Reason(Small with { IsDouble = true }), Is.EqualTo("ONNX Runtime: its numbers are double"));
        Assert.That(Reason(Small with { Aggregation = Aggregation.Min }), Is.EqualTo("ONNX Runtime: it takes the Min of its trees"));
        Assert.That(Reason(Small with { Aggregation = Aggregation.Max }), Is.EqualTo("ONNX Runtime: it takes the Max of its trees"));
        Assert.That(
            Reason(Small with { Operator = TreeOperator.Classifier, Targets = 2, VotedTargets = 1, PostTransform = PostTransform.Probit }),
            Is.EqualTo("ONNX Runtime: it makes a probit of one sum for two labels"));
        Assert.That(
            Reason(Small with { Features = 3000, Trees = 700, Depth = 5, Rules = [SplitRule.Equal], Thresholds = 5, MissingPercent = 0 }),
            Does.Match("^ONNX Runtime: its questions need \\d+ planes of codes$"));
    }

    [Test]
    public void A_sum_whose_votes_depend_on_the_row_is_ONNX_Runtime_s()
    {
        TreeEnsemble ensemble = OfOne(TreeOperator.Classifier, 3, [Ask(SplitRule.Less, 1, 1, 2, missing: false), Leaf(0, 1), Leaf(1, 2)]);
        Assert.That(Plan(ensemble).Reason, Is.EqualTo("ONNX Runtime: whether sum 0 gets a vote depends on the row"));
    }

    [TestCase(false, false)]
    [TestCase(true, false)]
    [TestCase(true, true)]
    public void A_chain_of_equalities_is_asked_one_by_one_in_effect(bool first, bool second)
    {
        TreeEnsemble ensemble = Chain(first, second);
        double[][] rows = [[4], [1], [4.5], [1.5], [3.9999998], [0], [-0.0], [double.NaN], [double.PositiveInfinity], [3e9], [-4]];
        using var runtime = new OnnxRuntimeScores(EnsembleProtos.Model(ensemble), ensemble);
        double[][] expected = runtime.Run(rows).Scores;
        Assert.That(Plan(ensemble).Path, Is.Not.Null);
        using FeatureMatrix matrix = KernelScores.Matrix(rows);
        foreach (HardwarePath path in HardwarePaths.Supported)
        {
            using var kernel = new KernelScores(ensemble, path);
            Assert.That(kernel.Margins(matrix), Is.EqualTo(expected.Select(s => s[0])), path.ToString());
        }
    }

    [Test]
    public void A_chain_of_equalities_of_which_the_second_takes_NaN_is_one_set_that_does_not()
    {
        TreeEnsemble ensemble = Chain(first: false, second: true);
        Assert.That(ReferenceEvaluator.Score(ensemble, [double.NaN]).Scores, Is.EqualTo(new[] { 2.0 }));
        Assert.That(Runtime(ensemble, double.NaN), Is.EqualTo(9));
        Assert.That(Plan(ensemble).Reason, Is.EqualTo("ONNX Runtime: it asks equalities of one feature in a row, of which ONNX Runtime makes one set"));
    }

    [Test]
    public void A_chain_of_equalities_of_the_newer_operator_is_ONNX_Runtime_s()
    {
        TreeEnsemble chain = OfOne(TreeOperator.Ensemble, 1, [.. Chain(first: false, second: false).Trees[0].Nodes]);
        Assert.That(Plan(chain).Reason, Is.EqualTo("ONNX Runtime: it asks equalities of one feature in a row, of which ONNX Runtime makes one set"));
    }

    [Test]
    public void A_number_between_is_a_member_too()
    {
        TreeEnsemble ensemble = OfOne(
            TreeOperator.Ensemble, 1, [Ask(SplitRule.Member, 0, 1, 2, missing: false) with { Members = [2.0, 5.0, 40.0] }, Leaf(0, 1), Leaf(0, 9)]);
        Assert.That((Runtime(ensemble, 2), Runtime(ensemble, 2.5), Runtime(ensemble, 3)), Is.EqualTo((1, 1, 9)));
        Assert.That(Plan(ensemble).Reason, Is.EqualTo("ONNX Runtime: it asks whether a value is in a set, which ONNX Runtime answers for whole numbers only"));
    }

    [Test]
    public void A_tree_of_one_leaf_is_that_of_its_root_s_number()
    {
        Tree asks = OfOne(TreeOperator.Ensemble, 1, [Ask(SplitRule.Less, 1, 1, 2, missing: false), Leaf(0, 1), Leaf(0, 2)]).Trees[0];
        var ensemble = new TreeEnsemble { Operator = TreeOperator.Ensemble, FeatureCount = 1, TargetCount = 1, Trees = [asks, new Tree([Leaf(0, 40)])] };
        // The first tree's leaf 2, and the second's root 1 taken for leaf 1, which is the first tree's as well.
        Assert.That(Runtime(ensemble, 5), Is.EqualTo(4));
        Assert.That(
            () => BrokenTrees.Read(EnsembleProtos.Model(ensemble)),
            Throws.TypeOf<BadInputException>().With.Message.EqualTo("m.onnx: TreeEnsemble: tree 1, node 1: stands for leaf 2 alone: ONNX Runtime would take leaf 1: export or train the model again"));
    }

    private static TreeEnsemble Chain(bool first, bool second) => OfOne(
        TreeOperator.Regressor, 1, [Ask(SplitRule.Equal, 4, 1, 2, first), Leaf(0, 2), Ask(SplitRule.Equal, 1, 3, 4, second), Leaf(0, 2), Leaf(0, 9)]);

    private static TreeNode Ask(SplitRule rule, double threshold, int trueChild, int falseChild, bool missing) =>
        TreeNode.Branch(rule, 0, threshold, trueChild, falseChild, missing);

    private static TreeNode Leaf(int target, double weight) => TreeNode.Leaf(new Vote(target, weight));

    private static TreeEnsemble OfOne(TreeOperator operation, int targets, TreeNode[] nodes) => new()
    {
        Operator = operation,
        FeatureCount = 1,
        TargetCount = targets,
        Trees = [new Tree(nodes)],
        NumberLabels = operation == TreeOperator.Classifier ? [.. Enumerable.Range(0, targets).Select(i => (long)i)] : [],
    };

    private static double Runtime(TreeEnsemble ensemble, double value)
    {
        using var runtime = new OnnxRuntimeScores(EnsembleProtos.Model(ensemble), ensemble);
        return runtime.Run([[value]]).Scores[0][0];
    }

    private static string Reason(EnsembleShape shape) => Plan(new RandomEnsembles(shape, 1).Next()).Reason;

    private static KernelPlan Plan(TreeEnsemble ensemble)
    {
        ModelProto model = EnsembleProtos.Model(ensemble);
        return KernelPlan.For(TreeModel.Read(model, "m"));
    }
}
