using LoanDefault.Tables.Delta;

namespace LoanDefault.Tables.Runs;

/// <summary>The columns of the two tables, in order.</summary>
public static class OutputColumns
{
    /// <summary>The table <c>scored</c>.</summary>
    public static IReadOnlyList<TableColumn> Scored { get; } =
    [
        new("application_id", DeltaType.String, false, "The application, unique in a business date"),
        new("probability_of_default", DeltaType.Double, false, "Probability of default, 0 to 1"),
        new("points", DeltaType.Integer, false, "Scorecard points, higher is better"),
        new("band", DeltaType.String, false, "Risk band"),
        new("decision", DeltaType.String, false, "approve, refer or decline"),
        new("missing_features", DeltaType.StringArray, false, "Names of the features that had no value"),
        new("model_name", DeltaType.String, false, "The model"),
        new("model_version", DeltaType.String, false, "Its version"),
        new("model_hash", DeltaType.String, false, "SHA-256 of its manifest"),
        new("feature_set_hash", DeltaType.String, false, "SHA-256 of the features' definitions"),
        new("run_key", DeltaType.String, false, "What decided the result: inputs, model, contract, decisions, date"),
        new("run_id", DeltaType.String, false, "The execution that wrote the row"),
        new("source_file", DeltaType.String, false, "The input file, relative to the input's root"),
        new("scored_at", DeltaType.Timestamp, false, "When the run began, UTC"),
    ];

    /// <summary>The table <c>quarantine</c>.</summary>
    public static IReadOnlyList<TableColumn> Quarantine { get; } =
    [
        new("application_id", DeltaType.String, true, "The application; null when the source has no id"),
        new("rule_id", DeltaType.String, false, "The first broken rule"),
        new("rule_version", DeltaType.Integer, false, "Its version"),
        new("column_name", DeltaType.String, true, "The contract column that broke it; null for the row as a whole"),
        new("reason", DeltaType.String, false, "What is wrong, in words"),
        new("rules", DeltaType.StringArray, false, "Every broken rule, as rule:column"),
        new("masked_values", DeltaType.String, false, "The row as JSON, personal data masked"),
        new("source_file", DeltaType.String, false, "The input file, relative to the input's root"),
        new("source_row", DeltaType.Long, false, "The row in that file, from 0"),
        new("run_key", DeltaType.String, false, "What decided the result: inputs, model, contract, decisions, date"),
        new("run_id", DeltaType.String, false, "The execution that wrote the row"),
        new("quarantined_at", DeltaType.Timestamp, false, "When the run began, UTC"),
    ];
}
