using LoanDefault.Arrow;
using LoanDefault.Core.Applications;
using LoanDefault.Spark.Scoring.Tasks;

namespace LoanDefault.Tests.Spark.Scoring.Tasks;

public sealed class FeatureColumnsReaderTests
{
    [Test]
    public void Features_come_back_with_the_same_bits_and_the_work_behind_them()
    {
        const int Rows = 5000;
        using var task = new FeatureTask(FeatureExamples.Features, FeatureExamples.Positions, FeatureWork.Of(78));
        StructArray columns = task.Compute(FeatureExamples.Columns(Rows));
        int[][] expected = FeatureExamples.Expected(Rows);
        using var reader = new FeatureColumnsReader(expected.Length);

        for (int start = 0; start < Rows; start += ApplicationBatch.Capacity)
        {
            int count = Math.Min(ApplicationBatch.Capacity, Rows - start);
            reader.Read(columns, start, count);
            Assert.That(reader.Matrix.Count, Is.EqualTo(count));
            for (int feature = 0; feature < expected.Length; feature++)
                Assert.That(reader.Matrix.Column(feature).ToArray().Select(BitConverter.SingleToInt32Bits), Is.EqualTo(expected[feature].Skip(start).Take(count)));
        }

        Assert.That(reader.Work.Rows, Is.EqualTo(Rows));
    }
}
