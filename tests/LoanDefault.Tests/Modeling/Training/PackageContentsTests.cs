using LoanDefault.Core.Models;
using LoanDefault.Modeling.Training;

namespace LoanDefault.Tests.Modeling.Training;

[NonParallelizable]
public sealed class PackageContentsTests
{
    [Test]
    public void A_written_package_loads_and_keeps_the_promise_of_its_parity_rows()
    {
        var folder = Directory.CreateTempSubdirectory("loandefault-").FullName;
        try
        {
            PackageContents.Of(SmallTraining.Model, name: "mine").Write(Path.Combine(folder, "model"), overwrite: false);
            var package = ModelPackage.Load(Path.Combine(folder, "model"));
            using var scorer = package.CreateScorer();
            Assert.Multiple(() =>
            {
                Assert.That(package.Manifest.Name, Is.EqualTo("mine"));
                Assert.That(package.Manifest.Algorithm, Is.EqualTo("xgboost 1.7.4 gbtree hist"));
                Assert.That(
                    package.Manifest.Files.Keys,
                    Is.EquivalentTo(new[] { "model.onnx", "contract.json", "metrics.json", "parity.bin", "baseline.json", "report.html" }));
                Assert.That(scorer.FeatureCount, Is.EqualTo(4));
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void The_same_training_gives_the_same_bytes_whatever_runs_at_the_same_time()
    {
        var first = PackageContents.Of(SmallTraining.Model, null);
        var second = PackageContents.Of(SmallTraining.Build(SmallTraining.Settings with { Concurrency = 3 }), null);
        Assert.That(second.Files.Keys, Is.EquivalentTo(first.Files.Keys));
        foreach (var (name, bytes) in first.Files)
            Assert.That(second.Files[name], Is.EqualTo(bytes), name);
    }

    [Test]
    public void Parity_rows_hold_no_row_of_the_training_data()
    {
        var parity = PackageContents.Of(SmallTraining.Model, null).Files[ModelPackage.ParityFile];
        var values = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(parity.AsSpan(16)).ToArray();
        var training = SmallTraining.Model.Set.Rows.Features;
        var known = Enumerable.Range(0, training.RowCount).Select(r => string.Join(' ', training.Row(r).ToArray())).ToHashSet();
        Assert.That(values.Take(512 * 4).Chunk(4).Select(row => string.Join(' ', row)).Where(known.Contains), Is.Empty);
    }
}
