using System.Globalization;
using System.Text.Json;
using LoanDefault.Core.Numerics;
using LoanDefault.Onnx.Trees;

namespace LoanDefault.Modeling.XGBoost;

/// <summary>Reads the JSON document in which XGBoost saves a binary model of trees.</summary>
/// <remarks>
/// The format is described by XGBoost's documentation, "Introduction to Model IO", and its schema. A branch sends
/// <c>value &lt; split_condition</c> to the left; <c>default_left</c> is for missing values; the value of a leaf is its
/// <c>split_condition</c>; <c>sum_hessian</c> is the cover. Floats are read as floats: reading them as doubles first could
/// round twice.
/// </remarks>
internal static class XGBoostModelReader
{
    private const string Function = "the model's JSON";

    /// <summary>Reads a model.</summary>
    /// <param name="json">The document.</param>
    /// <param name="rounds">How many rounds count, from the first: those up to the best iteration.</param>
    /// <exception cref="XGBoostException">The document is not a binary tree model with one tree a round.</exception>
    public static XGBoostModel Read(ReadOnlyMemory<byte> json, int rounds)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement.GetProperty("learner"), rounds);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new XGBoostException(Function, $"it does not have the expected shape ({e.Message})");
        }
    }

    private static XGBoostModel Read(JsonElement learner, int rounds)
    {
        Require(learner.GetProperty("objective").GetProperty("name").GetString(), "binary:logistic", "objective");
        var booster = learner.GetProperty("gradient_booster");
        Require(booster.GetProperty("name").GetString(), "gbtree", "booster");
        var model = booster.GetProperty("model");
        Require(model.GetProperty("gbtree_model_param").GetProperty("num_parallel_tree").GetString(), "1", "trees a round");
        var parameters = learner.GetProperty("learner_model_param");
        var features = int.Parse(parameters.GetProperty("num_feature").GetString()!, CultureInfo.InvariantCulture);
        var trees = model.GetProperty("trees");
        if (rounds < 1 || rounds > trees.GetArrayLength())
            throw new XGBoostException(Function, $"it has {trees.GetArrayLength()} rounds, {rounds} were asked for");

        var gains = new double[features];
        var ensemble = new TreeEnsemble(
            features, trees.EnumerateArray().Take(rounds).Select(tree => ReadTree(tree, gains)).ToArray(), BaseMargin(parameters));
        return new XGBoostModel(ensemble, gains);
    }

    private static void Require(string? actual, string expected, string what)
    {
        if (actual != expected)
            throw new XGBoostException(Function, $"{what} is {actual}, not {expected}");
    }

    // Saved as a probability; later versions write it as a list of one.
    private static float BaseMargin(JsonElement parameters)
    {
        var text = parameters.GetProperty("base_score").GetString()!.Trim('[', ']');
        double probability = float.Parse(text, CultureInfo.InvariantCulture);
        return (float)DeterministicMath.Log(probability / (1 - probability));
    }

    private static DecisionTree ReadTree(JsonElement tree, double[] gains)
    {
        var columns = new Columns(tree);
        var nodes = new List<TreeNode>();
        Add(0);
        return new DecisionTree(nodes);

        // Parents before children, the left side first; nodes that pruning cut off are never reached.
        int Add(int node)
        {
            var position = nodes.Count;
            if (columns.Left[node] < 0)
            {
                nodes.Add(TreeNode.Leaf(columns.Condition[node], columns.Cover[node]));
                return position;
            }
            nodes.Add(default);
            gains[columns.Feature[node]] += columns.Gain[node];
            var left = Add(columns.Left[node]);
            var right = Add(columns.Right[node]);
            nodes[position] = TreeNode.Branch(
                columns.Feature[node], columns.Condition[node], left, right, columns.DefaultLeft[node], columns.Cover[node]);
            return position;
        }
    }

    // XGBoost saves a tree as one list for each thing that it knows of a node.
    private sealed class Columns
    {
        public Columns(JsonElement tree)
        {
            Left = Values(tree, "left_children", e => e.GetInt32());
            Right = Values(tree, "right_children", e => e.GetInt32());
            Feature = Values(tree, "split_indices", e => e.GetInt32());
            Condition = Values(tree, "split_conditions", e => e.GetSingle());
            Cover = Values(tree, "sum_hessian", e => e.GetSingle());
            Gain = Values(tree, "loss_changes", e => e.GetDouble());
            DefaultLeft = Values(tree, "default_left", IsTrue);
            if (tree.TryGetProperty("split_type", out var types) && types.EnumerateArray().Any(t => t.GetInt32() != 0))
                throw new XGBoostException(Function, "it has branches on categories; categories are numbers here");
        }

        public int[] Left { get; }

        public int[] Right { get; }

        public int[] Feature { get; }

        public float[] Condition { get; }

        public float[] Cover { get; }

        public double[] Gain { get; }

        public bool[] DefaultLeft { get; }

        private static T[] Values<T>(JsonElement tree, string name, Func<JsonElement, T> read) =>
            tree.GetProperty(name).EnumerateArray().Select(read).ToArray();

        private static bool IsTrue(JsonElement value) =>
            value.ValueKind == JsonValueKind.Number ? value.GetInt32() != 0 : value.GetBoolean();
    }
}
