using LoanDefault.Tables.Errors;

namespace LoanDefault.Tables.Delta;

/// <summary>
/// What a run may do to a table's schema: add nullable columns at its end. A column that the run does not write, another
/// type, or nulls where the table has none, are refused.
/// </summary>
internal static class SchemaEvolution
{
    /// <summary>The schema that the table needs for these columns, or null when it fits as it is.</summary>
    /// <exception cref="SchemaConflictException">The columns do not fit; the message shows both schemas.</exception>
    internal static DeltaSchema? Plan(string table, DeltaSchema current, IReadOnlyList<TableColumn> columns)
    {
        var wanted = DeltaSchema.Of(columns);
        var problem = current.Fields.Select(field => Problem(field, wanted)).FirstOrDefault(found => found is not null);
        var known = current.Fields.Select(field => field.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var added = columns.Where(column => !known.Contains(column.Name)).ToList();
        problem ??= added.Where(column => !column.Nullable)
            .Select(column => $"the new column {column.Name} is not nullable, but older rows have no value for it")
            .FirstOrDefault();
        if (problem is not null)
            throw new SchemaConflictException(table, problem, current.ToString(), wanted.ToString());
        return added.Count == 0 ? null : current.With(added);
    }

    private static string? Problem(SchemaField field, DeltaSchema wanted)
    {
        var match = wanted.Fields.FirstOrDefault(
            other => string.Equals(other.Name, field.Name, StringComparison.OrdinalIgnoreCase));
        if (match is null)
            return $"this run does not write the column {field.Name}";
        if (match.Name != field.Name)
            return $"this run writes {match.Name} where the table has {field.Name}, which Delta takes for the same name";
        if (match.Type != field.Type)
            return $"the column {field.Name} would change from {field.Type} to {match.Type}";
        return match.Nullable && !field.Nullable
            ? $"this run may write nulls into the column {field.Name}, which has none"
            : null;
    }
}
