using Google.Protobuf;
using Google.Protobuf.Collections;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Onnx.Protos;
using LoanDefault.Tests.Core.Scoring.Trees.Support;
using static LoanDefault.Onnx.Protos.AttributeProto.Types;
using static LoanDefault.Onnx.Protos.TensorProto.Types;

namespace LoanDefault.Tests.Core.Scoring.Trees.Reading;

/// <summary>Every way in which the lists of the classic operators can be no trees: one clear error that names tree and node.</summary>
public sealed class ClassicTreesReaderTests
{
    [Test]
    public void Good_models_are_read()
    {
        foreach (TreeOperator operation in new[] { TreeOperator.Regressor, TreeOperator.Classifier })
        {
            BrokenTrees.Accepted(operation, _ => { });
            Assert.That(BrokenTrees.Read(BrokenTrees.Good(operation, isDouble: true)).Ensemble!.IsDouble, Is.True);
        }
    }

    [Test]
    public void Infinite_thresholds_are_numbers_like_others()
    {
        BrokenTrees.Accepted(TreeOperator.Regressor, m => m.Get("nodes_values").Floats[0] = float.PositiveInfinity);
        BrokenTrees.Accepted(TreeOperator.Regressor, m => m.Get("nodes_values").Floats[0] = float.NegativeInfinity);
    }

    [Test]
    public void Loops_and_shared_children()
    {
        Refused(m => True(m)[2] = 0, "tree 0, node 0: is met twice: nodes of a tree have one parent and no loop");
        Refused(m => True(m)[0] = 0, "tree 0, node 0: is met twice: nodes of a tree have one parent and no loop");
        Refused(m => True(m)[2] = 1, "tree 0, node 1: is met twice: nodes of a tree have one parent and no loop");
        Refused(m => True(m)[2] = 4, "tree 0, node 4: is met twice: nodes of a tree have one parent and no loop");
    }

    [TestCase(-1)]
    [TestCase(5)]
    [TestCase(8)]
    [TestCase(int.MaxValue)]
    [TestCase(long.MaxValue)]
    [TestCase(long.MinValue)]
    public void Children_that_are_not_there(long child) =>
        Refused(m => m.Get("nodes_falsenodeids").Ints[2] = child, $"tree 0, node 2: its child {child} is not in the tree");

    [Test]
    public void Nodes_that_no_way_leads_to()
    {
        Refused(
            m =>
            {
                m.Get("nodes_modes").Strings[2] = ByteString.CopyFromUtf8("LEAF");
                AddVote(m, tree: 0, node: 2);
            },
            "tree 0, node 3: cannot be reached from the tree's first node, 0");
    }

    [Test]
    public void A_tree_without_its_root() => Refused(
        m =>
        {
            foreach (AttributeProto list in NodeLists(m))
                RemoveAt(list, 0);
        },
        "tree 0, node 2: cannot be reached from the tree's first node, 1");

    [TestCase(-1)]
    [TestCase(2)]
    [TestCase(int.MaxValue)]
    [TestCase(1L << 32)]
    public void Features_that_no_row_has(long feature) =>
        Refused(m => m.Get("nodes_featureids").Ints[5] = feature, $"tree 1, node 0: asks about feature {feature}; a row has 2");

    [Test]
    public void More_features_than_buffers_are_made_for()
    {
        ModelProto model = BrokenTrees.Good(TreeOperator.Regressor);
        model.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = int.MaxValue;
        Assert.That(
            () => BrokenTrees.Read(model),
            Throws.TypeOf<BadInputException>().With.Message.EqualTo("m.onnx: TreeEnsembleRegressor: a row has 2147483647 features; at most 65535 are read: train the model on fewer"));
    }

    [Test]
    public void Lists_of_different_lengths()
    {
        foreach (AttributeProto list in NodeLists(BrokenTrees.Good(TreeOperator.Regressor)))
            Refused(m => RemoveAt(m.Get(list.Name), 7), "the lists nodes_* have different lengths");
        foreach (string list in new[] { "ids", "treeids", "nodeids", "weights" })
        {
            Refused(m => RemoveAt(m.Get("target_" + list), 4), "the lists target_* have different lengths");
            BrokenTrees.Refused(TreeOperator.Classifier, m => RemoveAt(m.Get("class_" + list), 4), "the lists class_* have different lengths");
        }
    }

    [Test]
    public void Thresholds_that_are_no_number() =>
        Refused(m => m.Get("nodes_values").Floats[2] = float.NaN, "tree 0, node 2: its threshold is NaN");

    [TestCase(float.NaN, "NaN")]
    [TestCase(float.PositiveInfinity, "Infinity")]
    [TestCase(float.NegativeInfinity, "-Infinity")]
    public void Leaves_and_base_values_that_are_not_finite(float value, string text)
    {
        Refused(m => m.Get("target_weights").Floats[3] = value, $"tree 1, node 1: its leaf's weight is {text}");
        Refused(m => m.Get("base_values").Floats[0] = value, "a base value is not finite");
        BrokenTrees.Refused(TreeOperator.Classifier, m => m.Get("class_weights").Floats[1] = value, $"tree 0, node 3: its leaf's weight is {text}");
        BrokenTrees.Refused(TreeOperator.Classifier, m => m.Get("base_values").Floats[1] = value, "a base value is not finite");
    }

    [TestCase(1001)]
    [TestCase(1_000_000)]
    public void A_chain_that_no_recursion_survives(int branches)
    {
        ModelProto model = Chain(branches);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(
            () => BrokenTrees.Read(model),
            Throws.TypeOf<BadInputException>().With.Message.Contains($"tree 0, node {branches + 1000}: is more than 1000 questions below the root"));
        // A linear reader's share: the file's bytes, the message, the lists, the nodes read so far.
        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before) / (branches + 10_000), Is.LessThan(1000));
    }

    [Test]
    public void The_deepest_chain_that_is_read() => Assert.That(BrokenTrees.Read(Chain(1000)).Ensemble!.Depth, Is.EqualTo(1000));

    [Test]
    public void No_tree_at_all() => Refused(
        m =>
        {
            foreach (AttributeProto list in NodeLists(m).Concat(m.Graph.Node[0].Attribute.Where(a => a.Name.StartsWith("target_", StringComparison.Ordinal))))
            {
                list.Ints.Clear();
                list.Floats.Clear();
                list.Strings.Clear();
            }
        },
        "there is no tree");

    [Test]
    public void Labels_that_are_twice_missing_or_of_two_kinds()
    {
        OfClassifier(m => m.Get("classlabels_int64s").Ints[1] = 0, "two labels are the same");
        OfClassifier(m => ToTexts(m, "a", "a"), "two labels are the same");
        OfClassifier(m => m.Get("classlabels_int64s").Ints.RemoveAt(0), "there is a single label");
        OfClassifier(m => ToTexts(m, "a"), "there is a single label");
        OfClassifier(m => m.Get("classlabels_int64s").Ints.Clear(), "labels must be given either as numbers or as texts");
        OfClassifier(m => m.Graph.Node[0].Attribute.Add(Texts("a", "b")), "labels must be given either as numbers or as texts");
        OfClassifier(m => m.Get("classlabels_int64s").Ints.AddRange(Enumerable.Range(2, 65_534).Select(i => (long)i)), "65536 labels are more than 65535");
    }

    [Test]
    public void Votes_of_no_leaf_or_for_no_sum()
    {
        Refused(m => m.Get("target_nodeids").Ints[0] = 0, "tree 0, node 0: has a weight but is no leaf");
        OfClassifier(m => m.Get("class_nodeids").Ints[0] = 2, "tree 0, node 2: has a weight but is no leaf");
        Refused(m => m.Get("target_nodeids").Ints[0] = 5, "tree 0, node 5: has a weight but is not there");
        Refused(m => m.Get("target_treeids").Ints[0] = 2, "tree 2, node 1: has a weight but is not there");
        Refused(m => m.Get("target_ids").Ints[0] = 1, "tree 0, node 1: votes for 1; there are 1 sums");
        Refused(m => m.Get("target_ids").Ints[0] = -1, "tree 0, node 1: votes for -1; there are 1 sums");
        Refused(m => AddVote(m, tree: 0, node: 1), "tree 0, node 1: votes twice for the same sum");
        Refused(m => m.Get("target_nodeids").Ints[1] = 4, "tree 0, node 4: votes twice for the same sum");
    }

    [Test]
    public void A_leaf_of_a_single_sum_without_a_vote() => Refused(
        m =>
        {
            foreach (string list in new[] { "ids", "treeids", "nodeids", "weights" })
                RemoveAt(m.Get("target_" + list), 4);
        },
        "tree 1, node 2: is a leaf without a weight");

    [Test]
    public void Ids_that_are_twice_or_out_of_range_and_trees_in_pieces()
    {
        Refused(m => m.Get("nodes_nodeids").Ints[4] = 3, "tree 0, node 3: is there twice");
        Refused(m => m.Get("nodes_nodeids").Ints[4] = 8, "tree 0, node 8: tree ids are 0 to 2147483647, node ids below the number of nodes, 8");
        Refused(m => m.Get("nodes_treeids").Ints[7] = 1L << 31, "tree 2147483648, node 2: tree ids are 0 to 2147483647, node ids below the number of nodes, 8");
        Refused(m => m.Get("nodes_treeids").Ints[7] = -1, "tree -1, node 2: tree ids are 0 to 2147483647, node ids below the number of nodes, 8");
        Refused(Interleave, "tree 0, node 3: stands apart from its tree's other nodes: ONNX Runtime would add that tree twice");
    }

    [Test]
    public void Words_and_numbers_that_mean_nothing()
    {
        Refused(m => m.Get("nodes_modes").Strings[0] = ByteString.CopyFromUtf8("BRANCH_MAYBE"), "tree 0, node 0: mode 'BRANCH_MAYBE' is unknown");
        Refused(m => m.Get("nodes_missing_value_tracks_true").Ints[5] = 2, "tree 1, node 0: nodes_missing_value_tracks_true is 2, neither 0 nor 1");
        Refused(m => m.Get("aggregate_function").S = ByteString.CopyFromUtf8("MEDIAN"), "aggregate_function 'MEDIAN' is unknown");
        Refused(m => m.Get("post_transform").S = ByteString.CopyFromUtf8("tanh"), "post_transform 'tanh' is unknown");
        foreach (long targets in new[] { 0, -1, 65_536, long.MaxValue })
            Refused(m => m.Get("n_targets").I = targets, "n_targets must be 1 to 65535");
        Refused(m => m.Get("base_values").Floats.Add(1), "2 base values do not fit 1 sums");
        OfClassifier(m => m.Get("base_values").Floats.Add(1), "3 base values do not fit 2 sums");
        Refused(m => m.Graph.Node[0].Attribute.Add(new AttributeProto { Name = "nodes_colour" }), "attribute 'nodes_colour' is unknown");
    }

    [Test]
    public void Attributes_that_are_twice_of_another_type_or_of_a_function()
    {
        Refused(m => m.Graph.Node[0].Attribute.Add(m.Get("n_targets").Clone()), "attribute 'n_targets' is there twice");
        Refused(m => m.Get("n_targets").Type = AttributeType.Float, "attribute 'n_targets' is of type Float, not Int");
        Refused(m => m.Get("nodes_values").Type = (AttributeType)99, "attribute 'nodes_values' is of type 99, not Floats");
        Refused(m => m.Get("n_targets").RefAttrName = "n", "attribute 'n_targets' refers to one of a function");
    }

    [Test]
    public void Tensors_that_do_not_hold_what_they_say()
    {
        Tensor(t => t.DataType = (int)DataType.Int64, "'nodes_values_as_tensor' holds numbers of type 7, not 1 (Float)");
        Tensor(t => t.Dims[0] = 9, "'nodes_values_as_tensor' has 8 numbers in a shape of [9]");
        Tensor(t => t.Dims[0] = -1, "'nodes_values_as_tensor' has 8 numbers in a shape of [-1]");
        Tensor(t => t.Dims.Add(1), "'nodes_values_as_tensor' has 8 numbers in a shape of [8, 1]");
        Tensor(t => t.RawData = ByteString.CopyFrom(new byte[31]), "'nodes_values_as_tensor' has 31 bytes, which are no whole numbers");
        Refused(m => m.Graph.Node[0].Attribute.Add(AsTensor(m)), "'nodes_values' and 'nodes_values_as_tensor' are both there");
    }

    [Test]
    public void Tensors_in_another_file()
    {
        ModelProto model = BrokenTrees.Good(TreeOperator.Regressor, isDouble: true);
        TensorProto tensor = model.Get("nodes_values_as_tensor").T;
        tensor.DataLocation = DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "/etc/passwd" });
        Assert.That(
            () => BrokenTrees.Read(model),
            Throws.TypeOf<BadInputException>().With.Message.EqualTo("m.onnx: the model keeps tensor 'nodes_values_as_tensor' in another file: export it as one file"));
    }

    private static void Refused(Action<ModelProto> change, string problem) => BrokenTrees.Refused(TreeOperator.Regressor, change, problem);

    private static void OfClassifier(Action<ModelProto> change, string problem) => BrokenTrees.Refused(TreeOperator.Classifier, change, problem);

    private static void Tensor(Action<TensorProto> change, string problem) => Refused(
        m =>
        {
            AttributeProto tensor = AsTensor(m);
            change(tensor.T);
            m.Graph.Node[0].Attribute.Remove(m.Get("nodes_values"));
            m.Graph.Node[0].Attribute.Add(tensor);
        },
        problem);

    private static AttributeProto AsTensor(ModelProto model) =>
        EnsembleProtos.Tensor("nodes_values_as_tensor", model.Get("nodes_values").Floats.Select(f => (double)f), isDouble: false);

    private static RepeatedField<long> True(ModelProto model) => model.Get("nodes_truenodeids").Ints;

    private static AttributeProto[] NodeLists(ModelProto model) =>
        [.. model.Graph.Node[0].Attribute.Where(a => a.Name.StartsWith("nodes_", StringComparison.Ordinal))];

    private static void RemoveAt(AttributeProto list, int index)
    {
        if (list.Ints.Count > 0)
            list.Ints.RemoveAt(index);
        else if (list.Floats.Count > 0)
            list.Floats.RemoveAt(index);
        else
            list.Strings.RemoveAt(index);
    }

    private static void AddVote(ModelProto model, long tree, long node)
    {
        model.Get("target_treeids").Ints.Add(tree);
        model.Get("target_nodeids").Ints.Add(node);
        model.Get("target_ids").Ints.Add(0);
        model.Get("target_weights").Floats.Add(1);
    }

    private static void ToTexts(ModelProto model, params string[] labels)
    {
        model.Graph.Node[0].Attribute.Remove(model.Get("classlabels_int64s"));
        model.Graph.Node[0].Attribute.Add(Texts(labels));
    }

    private static AttributeProto Texts(params string[] labels) =>
        new() { Name = "classlabels_strings", Type = AttributeType.Strings, Strings = { labels.Select(ByteString.CopyFromUtf8) } };

    // The last two nodes of tree 0 go behind tree 1.
    private static void Interleave(ModelProto model)
    {
        foreach (AttributeProto list in NodeLists(model))
        {
            Rotate(list.Ints);
            Rotate(list.Floats);
            Rotate(list.Strings);
        }

        static void Rotate<T>(RepeatedField<T> list)
        {
            for (int i = 0; i < 2 && list.Count > 3; i++)
            {
                list.Add(list[3]);
                list.RemoveAt(3);
            }
        }
    }

    // Every node asks, its true child is a leaf, its false child the next; leaves stand behind all branches.
    private static ModelProto Chain(int branches)
    {
        ModelProto model = BrokenTrees.Good(TreeOperator.Regressor);
        long[] nodes = [.. Enumerable.Range(0, 2 * branches + 1).Select(i => (long)i)];
        Set("nodes_treeids", nodes.Select(_ => 0L));
        Set("nodes_nodeids", nodes);
        Set("nodes_featureids", nodes.Select(_ => 0L));
        Set("nodes_missing_value_tracks_true", nodes.Select(_ => 0L));
        Set("nodes_truenodeids", nodes.Select(i => i < branches ? branches + i : 0));
        Set("nodes_falsenodeids", nodes.Select(i => i >= branches ? 0 : i == branches - 1 ? 2L * branches : i + 1));
        Set("target_treeids", nodes[branches..].Select(_ => 0L));
        Set("target_nodeids", nodes[branches..]);
        Set("target_ids", nodes[branches..].Select(_ => 0L));
        Replace(model.Get("nodes_values").Floats, nodes.Select(i => (float)i));
        Replace(model.Get("target_weights").Floats, nodes[branches..].Select(i => (float)i));
        ByteString branch = ByteString.CopyFromUtf8("BRANCH_LT"), leaf = ByteString.CopyFromUtf8("LEAF");
        Replace(model.Get("nodes_modes").Strings, nodes.Select(i => i < branches ? branch : leaf));
        return model;

        void Set(string name, IEnumerable<long> values) => Replace(model.Get(name).Ints, values);
    }

    private static void Replace<T>(RepeatedField<T> list, IEnumerable<T> values)
    {
        list.Clear();
        list.AddRange(values);
    }
}
