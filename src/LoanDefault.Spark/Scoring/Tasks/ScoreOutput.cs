using LoanDefault.Arrow.Types;

namespace LoanDefault.Spark.Scoring.Tasks;

/// <summary>The columns that rows cross back with: one row for each application, and one with each task's totals.</summary>
/// <remarks>
/// <c>detail</c> is, of a scored row, the names of its missing features; of a quarantined row its record, of totals the
/// totals, as JSON. Bands and decisions travel as codes: Arrow dictionaries are more than Spark reads.
/// </remarks>
internal static class ScoreOutput
{
    /// <summary><c>outcome</c> of a row that was scored.</summary>
    public const sbyte Scored = 0;

    /// <summary><c>outcome</c> of a row that was refused.</summary>
    public const sbyte Quarantined = 1;

    /// <summary><c>outcome</c> of the row with a task's totals.</summary>
    public const sbyte Totals = 2;

    /// <summary>Stands between the names of missing features; no name has it.</summary>
    public const char Separator = '\u001f';

    /// <summary>The columns as Spark declares them.</summary>
    public const string Ddl =
        "outcome tinyint, application_id string, probability_of_default double, points int, band tinyint, decision tinyint, detail string, source_file string";

    /// <summary>The columns as Arrow has them.</summary>
    public static Schema Schema { get; } = new(
    [
        new Field("outcome", Int8Type.Default, true),
        new Field("application_id", StringType.Default, true),
        new Field("probability_of_default", DoubleType.Default, true),
        new Field("points", Int32Type.Default, true),
        new Field("band", Int8Type.Default, true),
        new Field("decision", Int8Type.Default, true),
        new Field("detail", StringType.Default, true),
        new Field("source_file", StringType.Default, true),
    ]);
}
