using LoanDefault.Modeling;

namespace LoanDefault.Tests.Modeling;

public sealed class FloatMatrixTests
{
    [Test]
    public void Taken_rows_come_in_the_order_asked_for()
    {
        var matrix = new FloatMatrix([1, 2, 3, 4, 5, 6], columnCount: 2);
        Assert.That(matrix.Take([2, 0]).Values, Is.EqualTo(new float[] { 5, 6, 1, 2 }));
    }

    [Test]
    public void Values_that_are_no_whole_rows_are_refused()
    {
        Assert.That(() => new FloatMatrix([1, 2, 3], columnCount: 2), Throws.InstanceOf<ArgumentException>());
    }
}
