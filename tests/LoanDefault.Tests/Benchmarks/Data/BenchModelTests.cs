using LoanDefault.Benchmarks.Data;
using LoanDefault.Core.Models;
using LoanDefault.Embedded.Training;

namespace LoanDefault.Tests.Benchmarks.Data;

[NonParallelizable]
public sealed class BenchModelTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("loandefault-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_model_is_a_package_with_as_many_trees_as_asked_for()
    {
        BenchModel.Train(rows: 500, trees: 7).Write(_folder, overwrite: false);
        var package = ModelPackage.Load(_folder);
        using var scorer = package.CreateScorer();
        Assert.That((scorer.FeatureCount, package.Manifest.Features[^1]), Is.EqualTo((40, "x39")));
        Assert.That(System.Text.Encoding.UTF8.GetString(package.File("metrics.json")), Does.Contain("\"rounds\": 7"));
    }

    [Test]
    public void The_data_keeps_the_model_s_contract_and_holds_the_generated_values()
    {
        BenchData.Write(rows: 5000, _folder);
        var table = ApplicationTableReader.Read(Path.Combine(_folder, "applications.parquet"), BenchApplications.Contract, withTarget: false);
        var missing = table.Features.ToArray().Count(float.IsNaN);
        Assert.Multiple(() =>
        {
            Assert.That((table.RowCount, table.BrokenRules.Count, table.UnknownColumns.Count), Is.EqualTo((5000, 0, 0)));
            Assert.That(missing / 5000.0, Is.EqualTo(5 * 0.05).Within(0.02), "five of the features miss one value in twenty");
            Assert.That(table.FeaturesOf(7)[1], Is.EqualTo((float)BenchApplications.Value(1_000_000_007, 1)!.Value));
        });
    }
}
