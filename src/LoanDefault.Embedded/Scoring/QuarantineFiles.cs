using LoanDefault.Core.Pipeline;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tables.Runs;

namespace LoanDefault.Embedded.Scoring;

/// <summary>Turns the spools of quarantined rows into files of the table, sorted by source.</summary>
/// <param name="spools">The spools.</param>
internal sealed class QuarantineFiles(IReadOnlyList<string> spools)
{
    /// <summary>Writes the files.</summary>
    /// <returns>The staged files; none when no row was quarantined.</returns>
    internal IReadOnlyList<StagedFile> Write(
        DuckDbConnection connection, StagedFiles target, RunIdentity run, CancellationToken cancellation)
    {
        if (spools.Count == 0)
            return [];
        return target.Write(connection, $"""
            SELECT {QuarantineLine.Id} AS application_id, {QuarantineLine.Rule} AS rule_id, {QuarantineLine.Version} AS rule_version,
              "{QuarantineLine.Column}" AS column_name, {QuarantineLine.Reason} AS reason, {QuarantineLine.Rules} AS rules,
              "{QuarantineLine.Values}" AS masked_values, {QuarantineLine.File} AS source_file, "{QuarantineLine.Row}" AS source_row,
              {ScoringScan.Constant(run.RunKey)} AS run_key, {ScoringScan.Constant(run.RunId)} AS run_id,
              TIMESTAMPTZ '{run.StartedAtText}' AS quarantined_at
            FROM {SpooledLines.Table(spools)}
            ORDER BY source_file, source_row
            """, cancellation);
    }

    /// <summary>Ids that were refused as duplicates although they occur once: their hash is another id's.</summary>
    internal IReadOnlyList<string> FindUnique(DuckDbConnection connection, string duplicateRule, CancellationToken cancellation)
    {
        if (spools.Count == 0)
            return [];
        string isDuplicate = $"len(list_filter({QuarantineLine.Rules}, x -> split_part(x, ':', 1) = {Sql.Literal(duplicateRule)})) > 0";
        return connection.Read(
            $"SELECT {QuarantineLine.Id} FROM {SpooledLines.Table(spools)} WHERE {isDuplicate} GROUP BY ALL HAVING count(*) = 1",
            r => r.GetText(0), cancellation);
    }
}
