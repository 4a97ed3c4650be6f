using Google.Protobuf;
using Google.Protobuf.Collections;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Onnx.Protos;
using LoanDefault.Tests.Core.Scoring.Trees.Support;
using static LoanDefault.Onnx.Protos.TensorProto.Types;

namespace LoanDefault.Tests.Core.Scoring.Trees.Reading;

/// <summary>Every way in which the lists of ai.onnx.ml 5 can be no trees: one clear error that names tree and node.</summary>
/// <remarks>Of the good model, branches 0 and 1 are tree 0, branch 2 is tree 1; leaves 0 to 2 and 3 to 4.</remarks>
public sealed class Trees5ReaderTests
{
    [Test]
    public void A_good_model_is_read()
    {
        BrokenTrees.Accepted(TreeOperator.Ensemble, _ => { });
        Assert.That(BrokenTrees.Read(BrokenTrees.Good(TreeOperator.Ensemble, isDouble: true)).Ensemble!.IsDouble, Is.True);
    }

    [TestCase(float.PositiveInfinity)]
    [TestCase(float.NegativeInfinity)]
    public void Infinite_thresholds_are_numbers_like_others(float threshold) =>
        BrokenTrees.Accepted(TreeOperator.Ensemble, m => m.Get("nodes_splits").T.FloatData[0] = threshold);

    [Test]
    public void Loops_and_shared_branches()
    {
        Refused(m => Point(m, node: 1, child: 0), "tree 0, node 0: is met twice: nodes of a tree have one parent and no loop");
        Refused(m => Point(m, node: 1, child: 1), "tree 0, node 1: is met twice: nodes of a tree have one parent and no loop");
        Refused(m => Point(m, node: 2, child: 1), "tree 1, node 1: belongs to two trees or two branches");
        Refused(m => m.Get("tree_roots").Ints[1] = 0, "tree 1, node 0: belongs to two trees or two branches");
    }

    [TestCase(-1)]
    [TestCase(5)]
    [TestCase(1L << 32)]
    [TestCase(long.MinValue)]
    public void Children_that_are_not_there(long child)
    {
        Refused(m => m.Get("nodes_truenodeids").Ints[2] = child, $"node 2: its child {child} is not there");
        Refused(m => m.Get("nodes_falsenodeids").Ints[0] = child, $"node 0: its child {child} is not there");
        Refused(m => m.Get("tree_roots").Ints[1] = child, $"tree 1: its root {child} is not there");
    }

    [Test]
    public void Branches_that_no_root_leads_to() => Refused(m => m.Get("tree_roots").Ints.RemoveAt(1), "node 2: cannot be reached from a root");

    [Test]
    public void No_tree_at_all() => Refused(m => m.Get("tree_roots").Ints.Clear(), "there is no tree");

    [TestCase(-1)]
    [TestCase(2)]
    [TestCase(1L << 32)]
    public void Features_that_no_row_has(long feature) =>
        Refused(m => m.Get("nodes_featureids").Ints[2] = feature, $"node 2: asks about feature {feature}; a row has 2");

    [Test]
    public void Lists_of_different_lengths()
    {
        foreach (string list in new[] { "featureids", "truenodeids", "falsenodeids", "trueleafs", "falseleafs", "missing_value_tracks_true" })
            Refused(m => m.Get("nodes_" + list).Ints.RemoveAt(2), "the lists nodes_* have different lengths");
        Refused(m => Shorten(m.Get("nodes_splits").T), "the lists nodes_* have different lengths");
        Refused(m => Shorten(m.Get("nodes_modes").T), "the lists nodes_* have different lengths");
        Refused(m => Shorten(m.Get("leaf_weights").T), "the lists leaf_* have different lengths");
        Refused(m => m.Get("leaf_targetids").Ints.RemoveAt(2), "the lists leaf_* have different lengths");
    }

    [Test]
    public void Numbers_that_are_none()
    {
        Refused(m => m.Get("nodes_splits").T.FloatData[1] = float.NaN, "node 1: its threshold is NaN");
        Refused(m => m.Get("leaf_weights").T.FloatData[1] = float.NaN, "leaf 1: its weight is NaN");
        Refused(m => m.Get("leaf_weights").T.FloatData[1] = float.NegativeInfinity, "leaf 1: its weight is -Infinity");
        Refused(m => m.Get("nodes_modes").T.RawData = ByteString.CopyFrom(1, 7, 1), "node 1: mode 7 is unknown");
        Refused(m => m.Get("nodes_missing_value_tracks_true").Ints[1] = 2, "node 1: nodes_missing_value_tracks_true is 2, neither 0 nor 1");
        Refused(m => m.Get("nodes_trueleafs").Ints[1] = 2, "node 1: whether its child is a leaf must be 0 or 1, not 2");
        Refused(m => m.Get("leaf_targetids").Ints[1] = 1, "leaf 1: votes for 1; there are 1 sums");
        Refused(m => m.Get("aggregate_function").I = 4, "aggregate_function 4 is unknown");
        Refused(m => m.Get("post_transform").I = 5, "post_transform 5 is unknown");
        Refused(m => m.Get("n_targets").I = 65_536, "n_targets must be 1 to 65535");
    }

    [Test]
    public void Sets_without_members_or_without_a_node()
    {
        Refused(m => m.Get("nodes_modes").T.RawData = ByteString.CopyFrom(1, 6, 1), "node 1: its set of members is empty");
        Refused(m => AddMembers(m, float.NaN), "membership_values holds more sets than there are nodes for them");
        Refused(
            m =>
            {
                m.Get("nodes_modes").T.RawData = ByteString.CopyFrom(1, 6, 1);
                AddMembers(m, 1, 2, float.NaN, 3, float.NaN);
            },
            "membership_values holds more sets than there are nodes for them");
    }

    [TestCase(1001)]
    [TestCase(1_000_000)]
    public void A_chain_that_no_recursion_survives(int branches) => Assert.That(
        () => BrokenTrees.Read(Chain(branches)),
        Throws.TypeOf<BadInputException>().With.Message.Contains("is more than 1000 questions below the root"));

    [Test]
    public void The_deepest_chain_that_is_read() => Assert.That(BrokenTrees.Read(Chain(1000)).Ensemble!.Depth, Is.EqualTo(1000));

    [Test]
    public void Tensors_in_another_file()
    {
        ModelProto model = BrokenTrees.Good(TreeOperator.Ensemble);
        model.Get("leaf_weights").T.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "weights.bin" });
        Assert.That(
            () => BrokenTrees.Read(model),
            Throws.TypeOf<BadInputException>().With.Message.EqualTo("m.onnx: the model keeps tensor 'leaf_weights' in another file: export it as one file"));
    }

    private static void Refused(Action<ModelProto> change, string problem) => BrokenTrees.Refused(TreeOperator.Ensemble, change, problem);

    private static void Point(ModelProto model, int node, long child)
    {
        model.Get("nodes_truenodeids").Ints[node] = child;
        model.Get("nodes_trueleafs").Ints[node] = 0;
    }

    private static void Shorten(TensorProto tensor)
    {
        tensor.Dims[0]--;
        if (tensor.FloatData.Count > 0)
            tensor.FloatData.RemoveAt(0);
        else
            tensor.RawData = ByteString.CopyFrom(tensor.RawData.Span[1..]);
    }

    private static void AddMembers(ModelProto model, params double[] members) =>
        model.Graph.Node[0].Attribute.Add(EnsembleProtos.Tensor("membership_values", members, isDouble: false));

    // Every branch has the one leaf at its true side and the next branch at its false side.
    private static ModelProto Chain(int branches)
    {
        ModelProto model = BrokenTrees.Good(TreeOperator.Ensemble);
        Set("tree_roots", [0]);
        Set("nodes_featureids", Enumerable.Repeat(0L, branches));
        Set("nodes_missing_value_tracks_true", Enumerable.Repeat(0L, branches));
        Set("nodes_truenodeids", Enumerable.Repeat(0L, branches));
        Set("nodes_trueleafs", Enumerable.Repeat(1L, branches));
        Set("nodes_falsenodeids", Enumerable.Range(1, branches).Select(i => i == branches ? 1L : i));
        Set("nodes_falseleafs", Enumerable.Range(1, branches).Select(i => i == branches ? 1L : 0));
        model.Get("nodes_modes").T = new TensorProto { DataType = (int)DataType.Uint8, Dims = { branches }, RawData = ByteString.CopyFrom(new byte[branches]) };
        model.Get("nodes_splits").T = new TensorProto { DataType = (int)DataType.Float, Dims = { branches }, FloatData = { new float[branches] } };
        return model;

        void Set(string name, IEnumerable<long> values)
        {
            RepeatedField<long> list = model.Get(name).Ints;
            list.Clear();
            list.AddRange(values);
        }
    }
}
