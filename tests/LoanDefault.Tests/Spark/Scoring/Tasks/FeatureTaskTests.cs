using LoanDefault.Arrow;
using LoanDefault.Spark.Scoring.Tasks;

namespace LoanDefault.Tests.Spark.Scoring.Tasks;

public sealed class FeatureTaskTests
{
    [Test]
    public void Features_have_the_bits_of_Core_for_any_length_and_null_where_they_are_missing([Values(0, 1, 64, 2047, 2049, 5000)] int rows)
    {
        using var task = new FeatureTask(FeatureExamples.Features, FeatureExamples.Positions, work: null);
        // A longer batch before leaves values and nulls behind that must not show.
        task.Compute(FeatureExamples.Columns(6000));

        StructArray result = task.Compute(FeatureExamples.Columns(rows));

        Assert.That(result.DataType.Fields.Select(f => f.Name), Is.EqualTo(FeatureExamples.Features.Features.Select(f => f.Name)));
        int[][] expected = FeatureExamples.Expected(rows);
        for (int feature = 0; feature < expected.Length; feature++)
        {
            var column = (FloatArray)result.Fields[feature];
            Assert.That(Enumerable.Range(0, rows).Select(row => BitConverter.SingleToInt32Bits(column.GetValue(row) ?? float.NaN)), Is.EqualTo(expected[feature]));
            Assert.That(column.NullCount, Is.EqualTo(expected[feature].Count(bits => float.IsNaN(BitConverter.Int32BitsToSingle(bits)))));
        }
    }

    [Test]
    public void Features_of_a_column_that_does_not_come_are_missing()
    {
        using var task = new FeatureTask(FeatureExamples.Features, [1], work: null);

        StructArray result = task.Compute([FeatureExamples.Columns(100)[0]]);

        Assert.That(result.Fields.Select(f => f.NullCount), Is.EqualTo(new[] { 14, 100, 100, 100, 100 }));
    }

    [Test]
    public void The_work_of_all_evaluations_in_a_task_comes_back_on_each_batchs_first_row()
    {
        const long Attempt = 77;
        using var first = new FeatureTask(FeatureExamples.Features, FeatureExamples.Positions, FeatureWork.Of(Attempt));
        using var second = new FeatureTask(FeatureExamples.Features, FeatureExamples.Positions, FeatureWork.Of(Attempt));

        first.Compute(FeatureExamples.Columns(10));
        var work = (StringArray)second.Compute(FeatureExamples.Columns(3)).Fields[^1];

        Assert.That(FeatureWorkSum.Parse(work.GetBytes(0)).Rows, Is.EqualTo(13));
        Assert.That(work.NullCount, Is.EqualTo(2));
    }
}
