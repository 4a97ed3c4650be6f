using System.Globalization;
using System.Text.Json;
using LoanDefault.Onnx.Trees;

namespace LoanDefault.Benchmarks.Kernels;

/// <summary>Writes trees as the JSON document that XGBoost loads.</summary>
internal static class XGBoostJson
{
    private const int NoNode = int.MaxValue;

    /// <summary>The document. A base score of one half is a margin of zero, so that only the trees count.</summary>
    public static byte[] Write(TreeEnsemble ensemble)
    {
        string features = Text(ensemble.FeatureCount), trees = Text(ensemble.Trees.Count);
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            version = new[] { 1, 7, 0 },
            learner = new
            {
                attributes = new { },
                feature_names = Array.Empty<string>(),
                feature_types = Array.Empty<string>(),
                gradient_booster = new
                {
                    model = new
                    {
                        gbtree_model_param = new { num_parallel_tree = "1", num_trees = trees, size_leaf_vector = "0" },
                        tree_info = new int[ensemble.Trees.Count],
                        trees = ensemble.Trees.Select((tree, i) => Tree(tree, i, features)),
                    },
                    name = "gbtree",
                },
                learner_model_param = new { base_score = "5E-1", num_class = "0", num_feature = features, num_target = "1" },
                objective = new { name = "binary:logistic", reg_loss_param = new { scale_pos_weight = "1" } },
            },
        });
    }

    private static object Tree(DecisionTree tree, int id, string features)
    {
        IReadOnlyList<TreeNode> nodes = tree.Nodes;
        int[] parents = new int[nodes.Count];
        parents[0] = NoNode;
        for (int i = 0; i < nodes.Count; i++)
        {
            if (!nodes[i].IsLeaf)
                parents[nodes[i].TrueChild] = parents[nodes[i].FalseChild] = i;
        }

        // Whole numbers would be read as such, and refused: nothing of this matters to a prediction.
        float[] numbers = new float[nodes.Count];
        Array.Fill(numbers, 0.5f);
        return new
        {
            base_weights = numbers,
            categories = Array.Empty<int>(),
            categories_nodes = Array.Empty<int>(),
            categories_segments = Array.Empty<int>(),
            categories_sizes = Array.Empty<int>(),
            default_left = nodes.Select(n => n.MissingIsTrue),
            id,
            left_children = nodes.Select(n => n.IsLeaf ? -1 : n.TrueChild),
            loss_changes = numbers,
            parents,
            right_children = nodes.Select(n => n.IsLeaf ? -1 : n.FalseChild),
            split_conditions = nodes.Select(n => n.IsLeaf ? n.Weight : n.Threshold),
            split_indices = nodes.Select(n => n.Feature),
            split_type = new int[nodes.Count],
            sum_hessian = numbers,
            tree_param = new { num_deleted = "0", num_feature = features, num_nodes = Text(nodes.Count), size_leaf_vector = "0" },
        };
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
