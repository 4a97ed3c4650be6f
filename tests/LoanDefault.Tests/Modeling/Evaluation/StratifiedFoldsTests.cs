using LoanDefault.Modeling.Evaluation;

namespace LoanDefault.Tests.Modeling.Evaluation;

public sealed class StratifiedFoldsTests
{
    [Test]
    public void Every_row_is_tested_once_and_trained_on_otherwise()
    {
        var folds = StratifiedFolds.Split(Outcomes(103, 20), 5, seed: 42);
        var tested = Enumerable.Range(0, 5).SelectMany(folds.Test).Order();
        Assert.That(tested, Is.EqualTo(Enumerable.Range(0, 103)));
        Assert.That(folds.Test(2).Concat(folds.Train(2)).Order(), Is.EqualTo(Enumerable.Range(0, 103)));
    }

    [Test]
    public void Sizes_and_bad_loans_differ_by_one_at_most()
    {
        var isBad = Outcomes(103, 22);
        var folds = StratifiedFolds.Split(isBad, 5, seed: 7);
        var sizes = Enumerable.Range(0, 5).Select(f => folds.Test(f).Length).ToArray();
        var bad = Enumerable.Range(0, 5).Select(f => folds.Test(f).Count(row => isBad[row])).ToArray();
        Assert.That((sizes.Max() - sizes.Min(), bad.Max() - bad.Min()), Is.EqualTo((1, 1)));
    }

    [Test]
    public void The_seed_decides()
    {
        var isBad = Outcomes(100, 20);
        var first = StratifiedFolds.Split(isBad, 5, seed: 1).Test(0);
        Assert.That(StratifiedFolds.Split(isBad, 5, seed: 1).Test(0), Is.EqualTo(first));
        Assert.That(StratifiedFolds.Split(isBad, 5, seed: 2).Test(0), Is.Not.EqualTo(first));
    }

    [Test]
    public void A_class_with_fewer_rows_than_folds_is_refused()
    {
        Assert.That(() => StratifiedFolds.Split(Outcomes(100, 4), 5, 1), Throws.ArgumentException);
    }

    private static bool[] Outcomes(int rows, int bad) => Enumerable.Range(0, rows).Select(row => row * bad / rows != (row + 1) * bad / rows).ToArray();
}
