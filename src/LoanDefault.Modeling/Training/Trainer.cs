using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Models;
using LoanDefault.Core.Pipeline;
using LoanDefault.Modeling.XGBoost;
using Serilog;

namespace LoanDefault.Modeling.Training;

/// <summary>
/// <c>loandefault train</c>: from a table of loans to a model package. The same data, contract, seed, threads and XGBoost
/// library give the same bytes on one machine.
/// </summary>
public static class Trainer
{
    /// <summary>Trains a model and writes its package, whole or not at all.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Hears about the phases.</param>
    /// <param name="log">Hears what was read and made.</param>
    /// <param name="stop">Ends the work within a round of boosting; nothing is written then.</param>
    /// <exception cref="BadInputException">Data or contract cannot be used, or the folder cannot be written.</exception>
    /// <exception cref="WrongUseException">XGBoost is missing, or the contract has no target.</exception>
    /// <exception cref="GateRefusedException">The exported model does not score as the trained one.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static TrainingSummary Train(TrainingOptions options, IRunProgress progress, ILogger log, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = new TrainingSettings
        {
            Seed = options.Seed,
            Folds = options.Folds,
            Threads = options.Threads,
            Concurrency = Math.Max(1, Environment.ProcessorCount / options.Threads),
        };
        // What would fail after minutes of work is looked at first.
        XGBoostLibrary.Load();
        ModelPackageFiles.CheckTarget(options.OutputDirectory, options.Overwrite);
        var contract = ContractFile.Load(options.ContractPath);
        var set = TrainingSetReader.Read(options.DataPath, contract, settings, progress, log, stop);

        var model = ModelBuilder.WithSearch(settings, progress, stop).Build(set);
        var auc = model.Estimate(m => m.Auc);
        var ks = model.Estimate(m => m.KolmogorovSmirnov);
        log.CrossValidated(settings.Folds, auc.Mean, auc.StandardDeviation, ks.Mean);

        var package = PackageContents.Of(model, options.Name);
        stop.ThrowIfCancellationRequested();
        string hash = package.Write(options.OutputDirectory, options.Overwrite);
        var summary = new TrainingSummary(
            options.OutputDirectory,
            package.Manifest.Name,
            package.Manifest.Version,
            hash,
            set.Fingerprint,
            auc.Mean,
            auc.StandardDeviation,
            ks.Mean,
            model.Estimate(m => m.Brier).Mean,
            model.Estimate(m => m.LogLoss).Mean,
            model.Final.Trained.Ensemble.Trees.Count,
            package.Files.Sum(f => (long)f.Value.Length));
        log.ModelWritten(
            summary.ModelName, summary.ModelVersion, summary.Trees, summary.PackageBytes, summary.OutputDirectory);
        return summary;
    }
}
