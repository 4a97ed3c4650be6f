using LoanDefault.Modeling.Evaluation;

namespace LoanDefault.Tests.Modeling.Evaluation;

public sealed class RocCurveTests
{
    [Test]
    public void Auc_is_the_share_of_pairs_in_the_right_order_with_ties_counted_half()
    {
        var random = new Random(3);
        var scores = Enumerable.Range(0, 200).Select(_ => (float)random.Next(15)).ToArray();
        var isBad = Enumerable.Range(0, 200).Select(_ => random.Next(4) == 0).ToArray();
        double wins = 0, pairs = 0;
        for (var i = 0; i < 200; i++)
        {
            for (var j = 0; j < 200; j++)
            {
                if (!isBad[i] || isBad[j])
                    continue;
                pairs++;
                wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
            }
        }
        Assert.That(RocCurve.Compute(scores, isBad).Auc, Is.EqualTo(wins / pairs));
    }

    [Test]
    public void Ks_is_the_largest_gap_between_the_two_distributions()
    {
        // Bad: 4 3 3 1; good: 3 2 1 0. Above 2 lie three quarters of the bad and one quarter of the good.
        float[] scores = [4, 3, 3, 1, 3, 2, 1, 0];
        bool[] isBad = [true, true, true, true, false, false, false, false];
        Assert.That(RocCurve.Compute(scores, isBad).KolmogorovSmirnov, Is.EqualTo(0.5));
    }

    [Test]
    public void Equal_scores_move_the_curve_together_so_that_no_order_of_rows_matters()
    {
        var one = RocCurve.Compute([1, 1, 1, 1], [true, false, true, false]);
        Assert.Multiple(() =>
        {
            Assert.That(one.Auc, Is.EqualTo(0.5));
            Assert.That(one.KolmogorovSmirnov, Is.Zero);
            Assert.That(one.Points, Is.EqualTo(new[] { (0.0, 0.0), (1.0, 1.0) }));
        });
    }

    [Test]
    public void One_class_or_a_nan_score_is_misuse()
    {
        Assert.That(() => RocCurve.Compute([1, 2], [true, true]), Throws.ArgumentException);
        Assert.That(() => RocCurve.Compute([1, float.NaN], [true, false]), Throws.ArgumentException);
    }
}
