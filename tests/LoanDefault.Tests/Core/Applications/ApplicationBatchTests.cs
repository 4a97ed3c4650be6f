using LoanDefault.Core.Applications;
using LoanDefault.Core.Validation;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Applications;

public sealed class ApplicationBatchTests
{
    private static readonly ApplicationContract Contract = Contracts.Of(
        Contracts.Number("x"), Contracts.Category("c", "a", "b"), Contracts.Integer("n"), Contracts.Date("d"));

    [Test]
    public unsafe void Columns_are_aligned_to_64_bytes()
    {
        using var batch = new ApplicationBatch(Contract);
        batch.Reset(1);
        for (int column = 0; column < 4; column++)
        {
            fixed (double* numbers = batch.Numbers(column))
                Assert.That((long)numbers % 64, Is.Zero, $"column {column}");
        }
    }

    [Test]
    public void Columns_do_not_overlap()
    {
        using var batch = new ApplicationBatch(Contract);
        batch.Reset(ApplicationBatch.Capacity);
        batch.Numbers(0).Fill(1);
        batch.SetAllPresent(0);
        batch.Codes(1).Fill(1);
        batch.Numbers(2).Fill(2);
        batch.SetAllMissing(2);
        batch.Numbers(3).Fill(3);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(batch.Numbers(0).ToArray(), Is.All.EqualTo(1));
            Assert.That(batch.Validity(0).ToArray(), Is.All.EqualTo(ulong.MaxValue));
            Assert.That(batch.Codes(1).ToArray(), Is.All.EqualTo(1));
            Assert.That(batch.Numbers(2).ToArray(), Is.All.EqualTo(2));
            Assert.That(batch.Validity(2).ToArray(), Is.All.Zero);
            Assert.That(batch.Numbers(3).ToArray(), Is.All.EqualTo(3));
        }
    }

    [Test]
    public void Missing_cells_become_NaN_and_others_stay([Values(1, 63, 64, 65, 2048)] int rows)
    {
        using var batch = new ApplicationBatch(Contract);
        batch.Reset(rows);
        batch.Numbers(0).Fill(7);
        for (int row = 0; row < rows; row += 3)
            Batches.SetNumber(batch, 0, row, 7.0);
        batch.MarkMissingAsNaN();
        for (int row = 0; row < rows; row++)
        {
            Assert.That(batch.IsPresent(0, row), Is.EqualTo(row % 3 == 0));
            Assert.That(double.IsNaN(batch.Numbers(0)[row]), Is.EqualTo(row % 3 != 0), $"row {row}");
        }
    }

    [Test]
    public void A_reset_forgets_reports()
    {
        using var batch = new ApplicationBatch(Contract);
        batch.Reset(1);
        batch.Report(0, 0, ValidationRules.NotANumber);
        batch.Reset(1);
        Assert.That(batch.Reports, Is.Empty);
    }

    [Test]
    public void An_absent_category_column_is_all_missing()
    {
        using var batch = new ApplicationBatch(Contract);
        batch.Reset(3);
        batch.SetAllMissing(1);
        Assert.That(batch.Codes(1).ToArray(), Is.All.EqualTo(CategoryDictionary.Missing));
    }

    [Test]
    public void A_number_column_has_no_dictionary()
    {
        using var batch = new ApplicationBatch(Contract);
        Assert.That(() => batch.Dictionary(0), Throws.ArgumentException.With.Message.StartsWith("column 0 is not a category"));
    }

    [Test]
    public void A_batch_that_was_freed_is_refused()
    {
        var batch = new ApplicationBatch(Contract);
        batch.Dispose();
        batch.Dispose();
        Assert.That(() => batch.Reset(1), Throws.InstanceOf<ObjectDisposedException>());
    }

    [TestCase(-1)]
    [TestCase(ApplicationBatch.Capacity + 1)]
    public void Another_number_of_rows_is_refused(int rows)
    {
        using var batch = new ApplicationBatch(Contract);
        Assert.That(() => batch.Reset(rows), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
