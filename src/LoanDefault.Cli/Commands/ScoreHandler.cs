using LoanDefault.Cli.CommandLine;
using LoanDefault.Cli.Reports;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Decisions;
using LoanDefault.Core.Models;
using LoanDefault.Embedded.Scoring;

namespace LoanDefault.Cli.Commands;

/// <summary>What <c>loandefault score</c> does: a host's run, and its figures for people and machines.</summary>
internal static class ScoreHandler
{
    /// <summary>Scores and publishes.</summary>
    /// <param name="settings">What was asked.</param>
    /// <param name="run">What to work with.</param>
    public static int Run(ScoreSettings settings, CommandRun run)
    {
        EmbeddedScoringRequest request = Request(settings);
        using IScoringHost host = settings.Engine == ScoreEngine.Spark
            ? new SparkHost(request, settings.FeaturePlan, run.Surroundings.Time, run.Log, () => run.Surroundings.Stop.Patience = StopSignals.SparkPatience)
            : new EmbeddedHost(request, run.Surroundings.Time, run.Log);
        bool finished = false;
        try
        {
            ScoreReport report = ScoreReportBuilder.Of(settings, request, host.Run(run.Progress, run.Stop));
            finished = true;
            return run.Finish(report.Outcome, ScoreJson.Of(report), () => ScoreView.Write(report, run.Surroundings));
        }
        finally
        {
            if (!finished)
                KeepFigures(ScoreReportBuilder.Of(settings, request, host.Summary), run);
        }
    }

    // What went wrong is told where it is caught; how far the run came belongs to it.
    private static void KeepFigures(ScoreReport report, CommandRun run)
    {
        run.EndProgress();
        run.Figures = ScoreJson.Of(report);
        if (!run.Speech.Json && report.Figures is not null)
            ScoreView.Write(report, run.Surroundings);
    }

    private static EmbeddedScoringRequest Request(ScoreSettings settings)
    {
        ModelPackage model = ModelPackage.Load(settings.Model, settings.ModelHash);
        ApplicationContract? contract = settings.Contract is { } path ? ContractFile.Load(path) : null;
        if (contract is not null)
            model.CheckContract(contract, settings.Contract!);
        model.CheckScorer(settings.Scorer);
        return new EmbeddedScoringRequest
        {
            Input = settings.Input,
            Model = model,
            Contract = contract,
            Decisions = settings.Decisions is { } decisions ? DecisionPolicyFile.Load(decisions) : null,
            Output = settings.Output,
            BusinessDate = settings.BusinessDate,
            Supersede = settings.Supersede,
            MaximumQuarantinedShare = settings.MaximumQuarantinedShare,
            MinimumRows = settings.MinimumRows,
            Threads = settings.Threads,
            MemoryLimitBytes = settings.MemoryLimitBytes ?? EmbeddedScoringRequest.DefaultMemoryLimitBytes,
            TemporaryFolder = settings.TempDirectory,
            AllowMissingColumns = settings.AllowMissingColumns,
            GenerateIds = settings.GenerateIds,
            Scorer = settings.Scorer,
        };
    }
}
