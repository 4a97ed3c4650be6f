using LoanDefault.Arrow;
using LoanDefault.Arrow.Types;
using LoanDefault.Tests.Arrow.Support;

namespace LoanDefault.Tests.Arrow;

public sealed class RecordBatchTests
{
    private static readonly Schema Numbers = new([new Field("x", Int64Type.Default, nullable: false), new Field("y", Int64Type.Default, nullable: false)]);

    private static IEnumerable<string> Kinds => RandomArrays.Kinds;

    [Test]
    public void Columns_are_found_by_position_and_name()
    {
        var batch = new RecordBatch(Numbers, [new Int64Array([1]), new Int64Array([2])], 1);
        Assert.That(batch.Column(1), Is.SameAs(batch.Column("y")));
        Assert.That(batch.ColumnCount, Is.EqualTo(2));
        Assert.That(() => batch.Column("z"), Throws.ArgumentException.With.Message.Contains("among x, y"));
    }

    [Test]
    public void Columns_that_do_not_fit_are_refused()
    {
        Assert.That(() => new RecordBatch(Numbers, [new Int64Array([1])], 1), Throws.ArgumentException);
        Assert.That(() => new RecordBatch(Numbers, [new Int64Array([1]), new Int64Array([1, 2])], 1), Throws.ArgumentException.With.Message.Contains("'y' has 2"));
        Assert.That(() => new RecordBatch(Numbers, [new Int64Array([1]), new DoubleArray([1])], 1), Throws.ArgumentException.With.Message.Contains("is int64"));
        Assert.That(() => new RecordBatch(Numbers, [], -1), Throws.InstanceOf<ArgumentException>());
    }

    [TestCaseSource(nameof(Kinds))]
    public void A_clone_of_a_slice_has_its_values(string kind)
    {
        RecordBatch slice = new RandomArrays(seed: 31).Batch(50, [kind]).Slice(11, 30);
        RecordBatch clone = slice.Clone();
        Assert.That(Plain.Of(clone), Is.EqualTo(Plain.Of(slice)));
        Assert.That(clone.Arrays[0].NullCount, Is.EqualTo(slice.Arrays[0].NullCount));
        Assert.That(clone.Arrays[0].Offset, Is.Zero);
    }

    [Test]
    public void A_clone_shares_no_memory()
    {
        long[] values = [1, 2];
        RecordBatch clone = Streams.Batch("x", new Int64Array(values)).Clone();
        values[0] = 9;
        Assert.That(((Int64Array)clone.Column(0)).Values[0], Is.EqualTo(1));
    }

    [Test]
    public void Rows_outside_of_the_batch_are_refused() =>
        Assert.That(() => Streams.Batch("x", new Int64Array([1, 2])).Slice(1, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
