using LoanDefault.Cli.Reports;
using LoanDefault.Tables.Runs;

namespace LoanDefault.Tests.Cli.Support;

/// <summary>Figures as a run of a million applications has them.</summary>
internal static class Reports
{
    public static ScoreReport Published { get; } = new()
    {
        Outcome = "published",
        BusinessDate = new DateOnly(2026, 1, 31),
        RunId = "20260131T010203Z-1a2b3c4d",
        PublishedRunId = "20260131T010203Z-1a2b3c4d",
        RunKey = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        RowsRead = 1_000_500,
        PeakMemoryBytes = 412_345_678,
        Figures = new ScoreFigures
        {
            RowsRead = 1_000_500,
            RowsScored = 996_500,
            RowsQuarantined = 4_000,
            MaximumQuarantinedShare = 0.01,
            QuarantinedByRule = new Dictionary<string, long> { ["above_maximum"] = 1_500, ["duplicate_id"] = 1_000, ["missing"] = 1_500 },
            Violations = new Dictionary<string, long> { ["above_maximum:interest_rate"] = 1_500, ["duplicate_id"] = 1_000, ["missing:annual_income"] = 1_600 },
            Bands = new Dictionary<string, long> { ["A"] = 100_000, ["B"] = 300_000, ["C"] = 400_000, ["D"] = 196_499, ["E"] = 1 },
            Decisions = new Dictionary<string, long> { ["approve"] = 700_000, ["refer"] = 200_000, ["decline"] = 96_500 },
            MissingByFeature = new Dictionary<string, long> { ["revolving_utilisation"] = 12 },
            ProbabilitySum = 52_914.15,
            MeanPoints = 571.4,
        },
        Cost = new ScoreCost(
            4.2,
            7.9,
            2,
            new Dictionary<string, double> { ["read"] = 1.2, ["features"] = 0.9, ["model"] = 4.1, ["write"] = 1.0, ["audit"] = 0.4, ["duplicates"] = 0.3 },
            new Dictionary<string, double> { ["plan"] = 0.1, ["duplicates"] = 0.2, ["scan"] = 3.5, ["audit"] = 0.3, ["publish"] = 0.1 }),
        Model = new ModelFigures("models/reference", "lending-club", "1", "aa", "bb", "models/reference/report.html"),
        Input = new InputFigures("artifacts/applications", 4, ["colour", "note"])
        {
            AbsentColumns = [new AbsentColumn("revolving_utilisation", "revol_util", 3, ["Revol_Util"], ["revolving_utilisation"])],
        },
        Scored = new TableFigures("artifacts/demo/scored", 0),
        Quarantine = new TableFigures("artifacts/demo/quarantine", 0),
        Versions = new Dictionary<string, string> { ["model_runtime"] = "onnxruntime 1.29.0" },
    };

    public static ScoreReport AlreadyDone { get; } = Published with { Outcome = "already_done", PublishedRunId = "20260130T010203Z-5e6f", RowsRead = null, Figures = null, Cost = null };

    public static ScoreReport Refused { get; } = Published with
    {
        Outcome = "unfinished",
        Scored = new TableFigures("artifacts/demo/scored", null),
        Quarantine = new TableFigures("artifacts/demo/quarantine", null),
    };
}
