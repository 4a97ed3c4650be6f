using LoanDefault.Core.Decisions;
using LoanDefault.Core.Models;
using LoanDefault.Core.Pipeline;
using LoanDefault.Spark.Scoring.Input;
using LoanDefault.Spark.Scoring.Tasks;
using LoanDefault.Spark.Sql;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tables.Runs;
using LoanDefault.Tables.Stores;

namespace LoanDefault.Spark.Scoring;

/// <summary>
/// Brings what the tasks give into the staging folders. One job writes the rows of all outcomes, each into its own folder,
/// so that features and model are computed once: scored rows as they are published; of quarantined rows and of totals,
/// which are few, the JSON in place of the missing features' names. Quarantined rows are then written again with their own
/// columns.
/// </summary>
internal sealed class SparkStagedFiles(SparkSession session, SparkRunPlan plan, StagingArea staging)
{
    /// <summary>The folder of what one job wrote, in the staging folder of the scored table.</summary>
    private const string Outcomes = "outcomes";

    private const string QuarantineParts = "parts";
    private const string OutcomeColumn = "outcome";
    private static readonly string[] OutcomeNames = ["scored", "quarantined", "totals"];

    // Not .parquet: some globs look into hidden folders.
    private const string Extension = "staged";

    private string OutcomesFolder => $"{staging.ScoredFolder}/{Outcomes}";

    /// <summary>Runs the pass over the rows.</summary>
    /// <param name="rows">Columns as <see cref="ScoreOutput"/> says.</param>
    /// <param name="request">The model and its decisions.</param>
    /// <param name="cancellation">Cancels the job.</param>
    public void WriteOutcomes(DataFrame rows, ScoringRequest request, CancellationToken cancellation)
    {
        rows.SelectSql([.. ScoredColumns(request), $"{Choose(OutcomeNames, "outcome")} AS {OutcomeColumn}"])
            .Write().PartitionBy(OutcomeColumn).Parquet(plan.FullPath(OutcomesFolder), cancellation);
        Collect(OutcomeFolder(ScoreOutput.Scored), staging.ScoredFolder);
    }

    /// <summary>What the tasks counted.</summary>
    public IReadOnlyList<TaskTotals> ReadTotals(CancellationToken cancellation) =>
    [
        .. session.ReadFiles(plan.FullPath(OutcomeFolder(ScoreOutput.Totals)))
            .SelectSql(["missing_features[0] AS totals"])
            .ReadJson(cancellation)
            .Select(row => TaskTotals.Parse(row.GetProperty("totals").GetString()!)),
    ];

    /// <summary>Writes the quarantined rows with their own columns, sorted by source.</summary>
    public bool WriteQuarantine(long rows, CancellationToken cancellation)
    {
        if (rows == 0)
            return false;
        string parts = $"{staging.QuarantineFolder}/{QuarantineParts}";
        DataFrame records = session.ReadFiles(plan.FullPath(OutcomeFolder(ScoreOutput.Quarantined))).SelectSql(
        [
            $"from_json(missing_features[0], '{QuarantineLine.Id} string, {QuarantineLine.Rule} string, {QuarantineLine.Version} int, `{QuarantineLine.Column}` string, {QuarantineLine.Reason} string, {QuarantineLine.Rules} array<string>, `{QuarantineLine.Values}` string, {QuarantineLine.File} string, `{QuarantineLine.Row}` bigint') AS r",
        ]);
        records.Query(
                $"""
                SELECT r.{QuarantineLine.Id} AS application_id, r.{QuarantineLine.Rule} AS rule_id, r.{QuarantineLine.Version} AS rule_version,
                  r.`{QuarantineLine.Column}` AS column_name, r.{QuarantineLine.Reason} AS reason, r.{QuarantineLine.Rules} AS rules,
                  r.`{QuarantineLine.Values}` AS masked_values, r.{QuarantineLine.File} AS source_file, r.`{QuarantineLine.Row}` AS source_row,
                  {SparkInputPlanner.Literal(plan.Identity.RunKey)} AS run_key, {SparkInputPlanner.Literal(plan.Identity.RunId)} AS run_id,
                  {StartedAt} AS quarantined_at
                FROM {"{t}"} ORDER BY source_file, source_row
                """)
            .Write().Parquet(plan.FullPath(parts), cancellation);
        Collect(parts, staging.QuarantineFolder);
        return true;
    }

    private string StartedAt => $"timestamp'{plan.Identity.StartedAtText}:00'";

    private string OutcomeFolder(sbyte outcome) => $"{OutcomesFolder}/{OutcomeColumn}={OutcomeNames[outcome]}";

    // The publisher takes files that lie directly in the staging folder.
    private void Collect(string from, string to)
    {
        int index = 0;
        foreach (StoredItem file in plan.Store.List(from).Where(f => f.Name.EndsWith(".parquet", StringComparison.Ordinal)).OrderBy(f => f.Name, StringComparer.Ordinal))
            plan.Store.Move($"{from}/{file.Name}", $"{to}/part-{index++:D5}.{Extension}");
    }

    private IEnumerable<string> ScoredColumns(ScoringRequest request)
    {
        ModelPackage model = request.Model;
        string[] bands = [.. request.EffectiveDecisions.Bands.Select(b => b.Name)];
        string[] decisions = [.. Enum.GetNames<Decision>().Select(d => d.ToLowerInvariant())];
        return
        [
            "application_id",
            "probability_of_default",
            "points",
            $"{Choose(bands, "band")} AS band",
            $"{Choose(decisions, "decision")} AS decision",
            $"coalesce(split(detail, '{ScoreOutput.Separator}'), cast(array() AS array<string>)) AS missing_features",
            $"{SparkInputPlanner.Literal(model.Manifest.Name)} AS model_name",
            $"{SparkInputPlanner.Literal(model.Manifest.Version)} AS model_version",
            $"{SparkInputPlanner.Literal(model.Hash)} AS model_hash",
            $"{SparkInputPlanner.Literal(model.FeatureSet.Hash)} AS feature_set_hash",
            $"{SparkInputPlanner.Literal(plan.Identity.RunKey)} AS run_key",
            $"{SparkInputPlanner.Literal(plan.Identity.RunId)} AS run_id",
            "source_file",
            $"{StartedAt} AS scored_at",
        ];
    }

    private static string Choose(IEnumerable<string> names, string code) =>
        $"element_at(array({string.Join(", ", names.Select(SparkInputPlanner.Literal))}), {code} + 1)";
}
