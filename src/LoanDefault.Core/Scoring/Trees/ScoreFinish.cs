using System.Numerics;

namespace LoanDefault.Core.Scoring.Trees;

/// <summary>
/// What ONNX Runtime does with a row's sums at the end: base values, the second class of a two-label classifier, the
/// post-transform and the label, in its order and in the model's kind of numbers.
/// </summary>
/// <remarks>
/// Where the operator's text is silent or says otherwise, this is what ONNX Runtime does: docs/kernels.md has the list.
/// </remarks>
internal sealed class ScoreFinish
{
    private readonly TreeEnsemble _ensemble;
    private readonly bool[] _isFed;
    private readonly bool _hasOneVotedLabel;
    private readonly bool _allWeightsArePositive;

    /// <summary>Prepares a model.</summary>
    /// <exception cref="ArgumentException"><see cref="WhyNot"/> gives a reason.</exception>
    public ScoreFinish(TreeEnsemble ensemble)
    {
        if (WhyNot(ensemble) is { } reason)
            throw new ArgumentException(reason, nameof(ensemble));
        _ensemble = ensemble;
        _isFed = new bool[ensemble.TargetCount];
        _allWeightsArePositive = true;
        foreach (Vote vote in Votes(ensemble))
        {
            _isFed[vote.Target] = true;
            _allWeightsArePositive &= !(vote.Weight < 0);
        }

        _hasOneVotedLabel = ensemble.TargetCount == 2 && _isFed.Count(fed => fed) == 1;
    }

    /// <summary>How many scores a row has.</summary>
    public int Columns => _ensemble.TargetCount;

    /// <summary>Why a model's scores cannot be told beforehand, or null.</summary>
    public static string? WhyNot(TreeEnsemble ensemble)
    {
        if (ensemble.Operator == TreeOperator.Classifier && ensemble.TargetCount == 1)
            return "it is a classifier of a single label";
        // ONNX Runtime gives a sum without a vote neither base value nor label; a plain sum is 0 either way.
        bool isPlain = ensemble.Operator != TreeOperator.Classifier && ensemble.BaseValues.Count == 0;
        for (int target = 0; !isPlain && target < ensemble.TargetCount; target++)
        {
            if (Votes(ensemble).Any(v => v.Target == target) && !ensemble.Trees.Any(t => EveryLeafVotes(t, target)))
                return $"whether sum {target} gets a vote depends on the row";
        }

        if (!Votes(ensemble).Any())
            return "no leaf has a weight";
        // ONNX Runtime fills the first of both scores only.
        return ensemble is { Operator: TreeOperator.Classifier, TargetCount: 2, PostTransform: PostTransform.Probit, BaseValues.Count: < 2 } && Votes(ensemble).All(v => v.Target == 0)
            ? "it makes a probit of one sum for two labels"
            : null;
    }

    /// <summary>A classifier's label as a number, by the position that <see cref="Finish"/> returns.</summary>
    /// <remarks>With two labels that both get votes ONNX Runtime gives 0 and 1, whatever the labels are.</remarks>
    public long NumberLabel(int position) =>
        _ensemble.TargetCount > 2 || _hasOneVotedLabel ? _ensemble.NumberLabels[position] : position;

    /// <summary>A classifier's label as a text, by the position that <see cref="Finish"/> returns.</summary>
    public string TextLabel(int position) => _ensemble.TextLabels[position];

    /// <summary>Finishes a row.</summary>
    /// <param name="sums">The row's sums; overwritten.</param>
    /// <param name="scores">Receives the scores, <see cref="Columns"/> of them.</param>
    /// <param name="margins">Receives what the scores are before the post-transform.</param>
    /// <returns>The position of the classifier's label; 0 where there are no labels.</returns>
    public int Finish<T>(Span<T> sums, Span<T> scores, Span<T> margins)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (_ensemble.Operator != TreeOperator.Classifier)
        {
            AddBaseValues(sums);
            sums.CopyTo(margins);
            // Of a single sum ONNX Runtime does no other transform than this one.
            if (sums.Length > 1 || _ensemble.PostTransform == PostTransform.Probit)
                PostTransforms.Apply(_ensemble.PostTransform, sums);
            sums.CopyTo(scores);
            return 0;
        }

        return sums.Length == 2 ? FinishTwoLabels(sums, scores, margins) : FinishLabels(sums, scores, margins);
    }

    private static IEnumerable<Vote> Votes(TreeEnsemble ensemble) =>
        ensemble.Trees.SelectMany(t => t.Nodes).Where(n => n.IsLeaf).SelectMany(n => n.Votes!);

    private static bool EveryLeafVotes(Tree tree, int target) =>
        tree.Nodes.All(n => !n.IsLeaf || n.Votes!.Any(v => v.Target == target));

    private void AddBaseValues<T>(Span<T> sums)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < sums.Length; i++)
        {
            if (_ensemble.Aggregation == Aggregation.Average)
                sums[i] /= T.CreateChecked(_ensemble.Trees.Count);
            // A smallest or largest of -0 becomes 0 here, too. A sum without votes stays 0, for want of one.
            sums[i] += _isFed[i] || sums.Length == 1 ? BaseValue<T>(i) : T.Zero;
        }
    }

    private T BaseValue<T>(int target)
        where T : struct, IBinaryFloatingPointIeee754<T> =>
        _ensemble.BaseValues.Count == 0 ? T.Zero : T.CreateChecked(_ensemble.BaseValues[target]);

    private int FinishLabels<T>(Span<T> sums, Span<T> scores, Span<T> margins)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int best = -1;
        for (int i = 0; i < sums.Length; i++)
        {
            if (_ensemble.BaseValues.Count > 0)
                sums[i] = _isFed[i] ? sums[i] + BaseValue<T>(i) : BaseValue<T>(i);
            if ((_isFed[i] || _ensemble.BaseValues.Count > 0) && (best < 0 || sums[i] > sums[best]))
                best = i;
        }

        sums.CopyTo(margins);
        PostTransforms.Apply(_ensemble.PostTransform, sums);
        sums.CopyTo(scores);
        return best;
    }

    // Two labels are the odd case: one sum may stand for both, and base values go where one would not expect them.
    private int FinishTwoLabels<T>(Span<T> sums, Span<T> scores, Span<T> margins)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        bool isSecondFed = _isFed[1];
        if (_ensemble.BaseValues.Count == 2 && isSecondFed)
        {
            sums[1] = BaseValue<T>(1) + sums[0];
            sums[0] = -sums[1];
        }
        else if (_ensemble.BaseValues.Count > 0)
        {
            sums[0] += BaseValue<T>(0);
        }

        T positive = isSecondFed ? sums[1] : sums[0];
        bool isPositive = positive > (_hasOneVotedLabel && _allWeightsArePositive ? T.CreateChecked(0.5) : T.Zero);
        if (!isSecondFed && _ensemble.BaseValues.Count < 2)
        {
            WriteBothOfOne(sums, margins);
        }
        else
        {
            if (!_isFed[0])
                sums[0] = T.Zero;
            sums.CopyTo(margins);
            PostTransforms.Apply(_ensemble.PostTransform, sums);
        }

        sums.CopyTo(scores);
        return isPositive ? 1 : 0;
    }

    // One sum makes both scores: the second is its own, the first its opposite.
    private void WriteBothOfOne<T>(Span<T> sums, Span<T> margins)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        T sum = sums[0];
        sums[1] = sum;
        sums[0] = _allWeightsArePositive ? T.One - sum : -sum;
        sums.CopyTo(margins);
        if (_ensemble.PostTransform != PostTransform.Logistic)
            return;
        sums[0] = -sum;
        PostTransforms.Apply(PostTransform.Logistic, sums);
    }
}
