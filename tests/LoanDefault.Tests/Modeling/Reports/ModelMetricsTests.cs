using System.Text.Json;
using LoanDefault.Modeling.Evaluation;
using LoanDefault.Modeling.Reports;
using LoanDefault.Tests.Modeling.Training;

namespace LoanDefault.Tests.Modeling.Reports;

[NonParallelizable]
public sealed class ModelMetricsTests
{
    [Test]
    public void The_file_has_mean_and_deviation_of_every_metric_over_the_folds()
    {
        var model = SmallTraining.Model;
        using var json = JsonDocument.Parse(ReportJson.ToBytes(ModelMetrics.Of(model)));
        var estimate = json.RootElement.GetProperty("cross_validation");
        var expected = MeanAndDeviation.Of(model.CrossValidation.Folds.Select(f => f.Metrics.Auc));
        Assert.Multiple(() =>
        {
            Assert.That(estimate.GetProperty("auc").GetProperty("mean").GetDouble(), Is.EqualTo(expected.Mean));
            Assert.That(estimate.GetProperty("auc").GetProperty("sd").GetDouble(), Is.EqualTo(expected.StandardDeviation));
            foreach (var metric in new[] { "ks", "gini", "brier", "log_loss" })
                Assert.That(estimate.GetProperty(metric).GetProperty("mean").GetDouble(), Is.GreaterThan(0), metric);
            Assert.That(estimate.GetProperty("folds").GetArrayLength(), Is.EqualTo(3));
            Assert.That(estimate.GetProperty("method").GetString(), Does.StartWith("nested"));
            Assert.That(json.RootElement.GetProperty("threads").GetInt32(), Is.EqualTo(1));
            Assert.That(json.RootElement.GetProperty("parity").GetProperty("bit_differences").GetInt32(), Is.Zero);
            Assert.That(json.RootElement.GetProperty("features").EnumerateArray().Sum(f => f.GetProperty("share").GetDouble()), Is.EqualTo(1).Within(1e-9));
        });
    }
}
