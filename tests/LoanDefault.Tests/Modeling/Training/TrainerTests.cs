using System.Text.Json;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Models;
using LoanDefault.Core.Pipeline;
using LoanDefault.Modeling.Training;

namespace LoanDefault.Tests.Modeling.Training;

/// <summary>Trains on the real sample, twice, and compares with the committed reference model.</summary>
[NonParallelizable]
public sealed class TrainerTests
{
    // Another processor may round a histogram's sum differently; a change of the procedure moves the AUC by far more.
    private const double MetricTolerance = 1e-6;
    private const int LargestPackageBytes = 1_000_000;

    private string _folder = "";

    [OneTimeSetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("loandefault-").FullName;

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Training_on_the_real_sample_twice_gives_the_same_bytes_and_the_committed_metrics()
    {
        var first = Train("first");
        Train("second");
        var committed = Path.Combine(RepositoryFiles.Root, "models", "reference");
        Assert.Multiple(() =>
        {
            Assert.That(Files("second"), Is.EqualTo(Files("first")));
            Assert.That(first.AucMean, Is.GreaterThanOrEqualTo(0.74));
            Assert.That(first.PackageBytes, Is.LessThan(LargestPackageBytes));
            foreach (var metric in new[] { "auc", "ks", "gini", "brier", "log_loss" })
            {
                Assert.That(Mean(Path.Combine(_folder, "first"), metric), Is.EqualTo(Mean(committed, metric)).Within(MetricTolerance), metric);
            }
        });
    }

    [Test]
    public void The_committed_reference_model_loads_and_is_small()
    {
        var package = ModelPackage.Load(Path.Combine(RepositoryFiles.Root, "models", "reference"));
        using var scorer = package.CreateScorer();
        Assert.That(package.Manifest.TrainingData.Rows, Is.EqualTo(9857));
        Assert.That(new DirectoryInfo(package.Directory).GetFiles().Sum(f => f.Length), Is.LessThan(LargestPackageBytes));
    }

    [Test]
    public void A_folder_that_is_not_empty_is_refused_before_anything_is_read()
    {
        var output = Directory.CreateDirectory(Path.Combine(_folder, "full")).FullName;
        File.WriteAllText(Path.Combine(output, "thesis.txt"), "years of work");
        var options = new TrainingOptions { DataPath = "/no/such/data", ContractPath = "/no/such/contract", OutputDirectory = output };
        Assert.Multiple(() =>
        {
            Assert.That(() => Train(options), Throws.InstanceOf<BadInputException>().With.Message.Contains("not empty"));
            Assert.That(
                () => Train(options with { Overwrite = true }),
                Throws.InstanceOf<BadInputException>().With.Message.Contains("no model package"));
            Assert.That(File.Exists(Path.Combine(output, "thesis.txt")));
        });
    }

    [Test]
    public void A_stopped_training_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        var progress = new StopAt("cross-validating", stop);
        var options = Options("stopped");
        Assert.That(
            () => Trainer.Train(options, progress, Serilog.Core.Logger.None, stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFileSystemEntries(_folder, "stopped*"), Is.Empty);
    }

    private static TrainingSummary Train(TrainingOptions options) =>
        Trainer.Train(options, NoProgress.Instance, Serilog.Core.Logger.None, default);

    private TrainingSummary Train(string name) => Train(Options(name));

    private TrainingOptions Options(string name) => new()
    {
        DataPath = RepositoryFiles.ReferenceSample,
        ContractPath = RepositoryFiles.ReferenceContract,
        OutputDirectory = Path.Combine(_folder, name),
    };

    private IEnumerable<(string, string)> Files(string name) => Directory.GetFiles(Path.Combine(_folder, name))
        .Select(path => (Path.GetFileName(path), Convert.ToHexString(File.ReadAllBytes(path))))
        .Order();

    private static double Mean(string package, string metric)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(package, ModelPackage.MetricsFile)));
        return json.RootElement.GetProperty("cross_validation").GetProperty(metric).GetProperty("mean").GetDouble();
    }

    private sealed class StopAt(string phase, CancellationTokenSource stop) : IRunProgress
    {
        public void Begin(string begun, long? totalRows = null)
        {
            if (begun == phase)
                stop.Cancel();
        }

        public void Add(long rows)
        {
        }
    }
}
