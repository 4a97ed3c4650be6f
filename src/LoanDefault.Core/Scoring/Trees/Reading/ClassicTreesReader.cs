using LoanDefault.Core.Errors;
using LoanDefault.Onnx.Protos;

namespace LoanDefault.Core.Scoring.Trees.Reading;

/// <summary>
/// Reads TreeEnsembleClassifier and TreeEnsembleRegressor: parallel lists of nodes, and of votes that name their leaf.
/// </summary>
internal sealed class ClassicTreesReader
{
    private static readonly HashSet<string> Shared =
    [
        "aggregate_function", "base_values", "base_values_as_tensor", "nodes_falsenodeids", "nodes_featureids", "nodes_hitrates",
        "nodes_hitrates_as_tensor", "nodes_missing_value_tracks_true", "nodes_modes", "nodes_nodeids", "nodes_treeids",
        "nodes_truenodeids", "nodes_values", "nodes_values_as_tensor", "post_transform",
    ];

    private static readonly HashSet<string> OfClassifiers =
    [
        .. Shared.Except(["aggregate_function"]), "class_ids", "class_nodeids", "class_treeids", "class_weights", "class_weights_as_tensor",
        "classlabels_int64s", "classlabels_strings",
    ];

    private static readonly HashSet<string> OfRegressors =
        [.. Shared, "n_targets", "target_ids", "target_nodeids", "target_treeids", "target_weights", "target_weights_as_tensor"];

    private readonly NodeAttributes _attributes;
    private readonly int _features;
    private readonly bool _isDouble;
    private readonly bool _isClassifier;

    /// <summary>Prepares to read an operator.</summary>
    /// <param name="node">The operator.</param>
    /// <param name="features">How many features its input has.</param>
    /// <param name="isDouble">Whether its input is double; otherwise float.</param>
    /// <param name="file">What messages call the file.</param>
    public ClassicTreesReader(NodeProto node, int features, bool isDouble, string file)
    {
        _attributes = new NodeAttributes(node, file);
        _features = features;
        _isDouble = isDouble;
        _isClassifier = node.OpType == "TreeEnsembleClassifier";
        _attributes.CheckNames(_isClassifier ? OfClassifiers : OfRegressors);
    }

    /// <summary>Reads and checks it.</summary>
    /// <exception cref="BadInputException">It is broken; the message names tree and node.</exception>
    public TreeEnsemble Read()
    {
        IReadOnlyList<long> numbers = _attributes.Integers("classlabels_int64s");
        IReadOnlyList<string> texts = _attributes.Texts("classlabels_strings");
        int targets = _isClassifier ? LabelCount(numbers, texts) : TargetCount();
        var nodes = new ClassicNodes(_attributes, _features, _isDouble);
        Vote[][] votes = new ClassicVotes(_attributes, _isClassifier ? "class" : "target", nodes, targets, _isDouble).ByNode();
        double[] baseValues = Numbers.BaseValues(_attributes, _isDouble);
        CheckBaseValues(baseValues.Length, targets);
        return new TreeEnsemble
        {
            Operator = _isClassifier ? TreeOperator.Classifier : TreeOperator.Regressor,
            FeatureCount = _features,
            TargetCount = targets,
            IsDouble = _isDouble,
            Trees = nodes.Trees(votes),
            Aggregation = _isClassifier ? Aggregation.Sum : AggregationOf(_attributes.Text("aggregate_function", "SUM")),
            BaseValues = baseValues,
            PostTransform = TransformOf(_attributes.Text("post_transform", "NONE")),
            NumberLabels = numbers,
            TextLabels = texts,
        };
    }

    private int LabelCount(IReadOnlyList<long> numbers, IReadOnlyList<string> texts)
    {
        if (numbers.Count > 0 == texts.Count > 0)
            throw _attributes.Broken("labels must be given either as numbers or as texts");
        int count = Math.Max(numbers.Count, texts.Count);
        // ONNX Runtime looks for the second of them, and ends the process where labels are texts.
        if (count == 1)
            throw _attributes.Broken("there is a single label");
        if (count > ushort.MaxValue)
            throw _attributes.Broken($"{count} labels are more than {ushort.MaxValue}");
        if (numbers.Distinct().Count() + texts.Distinct().Count() != count)
            throw _attributes.Broken("two labels are the same");
        return count;
    }

    private int TargetCount() => _attributes.Integer("n_targets", 0) is > 0 and <= ushort.MaxValue and var count
        ? (int)count
        : throw _attributes.Broken($"n_targets must be 1 to {ushort.MaxValue}");

    private void CheckBaseValues(int count, int targets)
    {
        if (count != 0 && count != targets && !(_isClassifier && targets == 2 && count == 1))
            throw _attributes.Broken($"{count} base values do not fit {targets} sums");
    }

    private Aggregation AggregationOf(string name) => name switch
    {
        "SUM" => Aggregation.Sum,
        "AVERAGE" => Aggregation.Average,
        "MIN" => Aggregation.Min,
        "MAX" => Aggregation.Max,
        _ => throw _attributes.Broken($"aggregate_function '{name}' is unknown"),
    };

    private PostTransform TransformOf(string name) => name switch
    {
        "NONE" => PostTransform.None,
        "LOGISTIC" => PostTransform.Logistic,
        "SOFTMAX" => PostTransform.Softmax,
        "SOFTMAX_ZERO" => PostTransform.SoftmaxZero,
        "PROBIT" => PostTransform.Probit,
        _ => throw _attributes.Broken($"post_transform '{name}' is unknown"),
    };
}
