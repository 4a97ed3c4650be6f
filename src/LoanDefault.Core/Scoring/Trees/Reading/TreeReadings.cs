using LoanDefault.Core.Errors;
using LoanDefault.Onnx.Protos;

namespace LoanDefault.Core.Scoring.Trees.Reading;

/// <summary>The tree operators of one model that were read: what was checked need not be read again to be scored.</summary>
internal sealed class TreeReadings
{
    private readonly Dictionary<NodeProto, TreeEnsemble> _read = new(ReferenceEqualityComparer.Instance);

    /// <inheritdoc cref="TreeOperatorReader.Read"/>
    /// <exception cref="BadInputException">It is broken; the message names tree and node.</exception>
    public TreeEnsemble Read(NodeProto node, int features, bool isDouble, string file)
    {
        if (_read.TryGetValue(node, out TreeEnsemble? known) && known.FeatureCount == features && known.IsDouble == isDouble)
            return known;
        return _read[node] = TreeOperatorReader.Read(node, features, isDouble, file);
    }
}
