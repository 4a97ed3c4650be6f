namespace LoanDefault.Core.Scoring.Trees.Reading;

/// <summary>The parallel lists <c>class_*</c> or <c>target_*</c>: what leaves add.</summary>
internal sealed class ClassicVotes
{
    private readonly NodeAttributes _attributes;
    private readonly ClassicNodes _nodes;
    private readonly int _targets;
    private readonly IReadOnlyList<long> _ids;
    private readonly IReadOnlyList<long> _trees;
    private readonly IReadOnlyList<long> _nodeIds;
    private readonly double[] _weights;

    /// <summary>Reads the lists.</summary>
    /// <param name="attributes">The operator.</param>
    /// <param name="prefix"><c>class</c> or <c>target</c>.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="targets">How many sums there are.</param>
    /// <param name="isDouble">Whether weights may be double.</param>
    public ClassicVotes(NodeAttributes attributes, string prefix, ClassicNodes nodes, int targets, bool isDouble)
    {
        _attributes = attributes;
        _nodes = nodes;
        _targets = targets;
        _ids = attributes.Integers(prefix + "_ids");
        _trees = attributes.Integers(prefix + "_treeids");
        _nodeIds = attributes.Integers(prefix + "_nodeids");
        _weights = attributes.Numbers(prefix + "_weights", isDouble);
        if (_ids.Count != _trees.Count || _ids.Count != _nodeIds.Count || _ids.Count != _weights.Length)
            throw attributes.Broken($"the lists {prefix}_* have different lengths");
    }

    /// <summary>The votes of every node, in the order of the lists; none of a branch.</summary>
    public Vote[][] ByNode()
    {
        var counts = new int[_nodes.Count];
        var positions = new int[_ids.Count];
        for (int i = 0; i < positions.Length; i++)
            counts[positions[i] = Check(i)]++;
        Vote[][] votes = Array.ConvertAll(counts, count => count == 0 ? [] : new Vote[count]);
        Array.Clear(counts);
        for (int i = 0; i < positions.Length; i++)
            votes[positions[i]][counts[positions[i]]++] = new Vote((int)_ids[i], _weights[i]);
        CheckEveryLeafVotes(positions, votes);
        return votes;
    }

    private int Check(int vote)
    {
        long tree = _trees[vote], node = _nodeIds[vote];
        int position = _nodes.Find(tree, node);
        if (position < 0)
            throw _attributes.Broken(tree, node, "has a weight but is not there");
        if (!_nodes.IsLeaf(position))
            throw _attributes.Broken(tree, node, "has a weight but is no leaf");
        if (_ids[vote] < 0 || _ids[vote] >= _targets)
            throw _attributes.Broken(tree, node, $"votes for {_ids[vote]}; there are {_targets} sums");
        Numbers.CheckWeight(_attributes, tree, node, _weights[vote]);
        return position;
    }

    private void CheckEveryLeafVotes(int[] positions, Vote[][] votes)
    {
        for (int i = 0; i < positions.Length; i++)
        {
            if (votes[positions[i]] is { Length: > 1 } several && several.Select(v => v.Target).Distinct().Count() != several.Length)
                throw _attributes.Broken(_trees[i], _nodeIds[i], "votes twice for the same sum");
        }

        // ONNX Runtime adds something else for such a leaf of a single sum: the threshold that the list of nodes holds for it.
        if (_targets == 1)
            _nodes.RefuseSilentLeaf(votes);
    }
}
