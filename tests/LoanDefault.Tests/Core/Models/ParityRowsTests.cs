using LoanDefault.Core.Errors;
using LoanDefault.Core.Models;
using LoanDefault.Core.Scoring;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Models;

public sealed class ParityRowsTests
{
    [Test]
    public void Rows_come_back_to_the_bit()
    {
        ParityRows rows = ParityRows.Parse(new ParityRows(2, [1, float.NaN, -0f, float.PositiveInfinity], [0.1f, -2]).ToBytes(), "p");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rows.Count, Is.EqualTo(2));
            Assert.That(rows.FeatureCount, Is.EqualTo(2));
            Assert.That(
                rows.Features.Select(BitConverter.SingleToInt32Bits),
                Is.EqualTo(new[] { 1, float.NaN, -0f, float.PositiveInfinity }.Select(BitConverter.SingleToInt32Bits)));
            Assert.That(rows.Margins, Is.EqualTo(new[] { 0.1f, -2 }));
        }
    }

    [TestCase(0)]
    [TestCase(15)]
    [TestCase(20)]
    public void A_cut_file_is_refused(int length)
    {
        byte[] bytes = new ParityRows(2, [1, 2], [3]).ToBytes()[..length];
        Assert.That(
            () => ParityRows.Parse(bytes, "parity.bin"),
            Throws.TypeOf<BadInputException>().With.Message.Contains(length < 16
                ? "parity.bin: not a parity file" : "parity.bin: 1 rows of 2 features do not fit 20 bytes"));
    }

    [Test]
    public void A_file_without_rows_proves_nothing() => Assert.That(
        () => ParityRows.Parse(new ParityRows(2, [], []).ToBytes(), "parity.bin"),
        Throws.TypeOf<BadInputException>().With.Message.StartsWith("parity.bin: 0 rows of 2 features prove nothing"));

    [Test]
    public void Sizes_beyond_every_file_are_refused()
    {
        byte[] bytes = new ParityRows(2, [1, 2], [3]).ToBytes();
        bytes.AsSpan(8, 8).Fill(0xFF);
        Assert.That(() => ParityRows.Parse(bytes, "parity.bin"), Throws.TypeOf<BadInputException>().With.Message.Contains("do not fit"));
    }

    [Test]
    public void Features_and_margins_have_the_same_rows() =>
        Assert.That(() => new ParityRows(2, [1, 2, 3], [1]), Throws.ArgumentException);

    [TestCase(0)]
    [TestCase(2047)]
    [TestCase(2048)]
    [TestCase(4999)]
    public void The_first_row_that_scores_otherwise_is_found_in_any_batch(int row)
    {
        ParityRows parity = TinyPackage.Parity(5000);
        using var scorer = new OnnxRuntimeScorer(TinyModel.Onnx(parity.FeatureCount), "model.onnx");
        Assert.That(parity.FirstMismatch(scorer), Is.EqualTo(-1));
        parity.Margins[row] = MathF.BitIncrement(parity.Margins[row]);
        Assert.That(parity.FirstMismatch(scorer), Is.EqualTo(row));
    }
}
