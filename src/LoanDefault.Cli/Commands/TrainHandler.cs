using System.Text.Json.Nodes;
using LoanDefault.Cli.CommandLine;
using LoanDefault.Cli.Reports;
using LoanDefault.Modeling.Training;

namespace LoanDefault.Cli.Commands;

/// <summary>What <c>loandefault train</c> does.</summary>
internal static class TrainHandler
{
    /// <summary>Trains a model package.</summary>
    /// <param name="settings">What was asked.</param>
    /// <param name="run">What to work with.</param>
    public static int Run(TrainSettings settings, CommandRun run)
    {
        var options = new TrainingOptions
        {
            DataPath = settings.Data,
            ContractPath = settings.Contract,
            OutputDirectory = settings.Output,
            Seed = settings.Seed,
            Folds = settings.Folds,
            Overwrite = settings.Force,
        };
        if (settings.Threads is { } threads)
            options = options with { Threads = threads };
        TrainingSummary summary = Trainer.Train(options, run.Progress, run.Log, run.Stop);
        return run.Finish("trained", ToJson(summary), () => TrainView.Write(summary, settings, run.Surroundings));
    }

    private static JsonObject ToJson(TrainingSummary summary) => new()
    {
        ["model"] = new JsonObject
        {
            ["path"] = summary.OutputDirectory,
            ["name"] = summary.ModelName,
            ["version"] = summary.ModelVersion,
            ["hash"] = summary.ModelHash,
            ["trees"] = summary.Trees,
            ["bytes"] = summary.PackageBytes,
        },
        ["loans_read"] = summary.Data.Rows,
        ["loans_bad"] = summary.Data.Bad,
        ["loans_good"] = summary.Data.Good,
        ["loans_ignored"] = summary.Data.Ignored,
        ["loans_rejected"] = summary.Data.Rejected,
        ["auc_mean"] = summary.AucMean,
        ["auc_sd"] = summary.AucSd,
        ["ks_mean"] = summary.KsMean,
        ["brier_mean"] = summary.BrierMean,
        ["log_loss_mean"] = summary.LogLossMean,
    };
}
