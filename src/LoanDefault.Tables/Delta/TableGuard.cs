using LoanDefault.Tables.Errors;

namespace LoanDefault.Tables.Delta;

/// <summary>Refuses to write to tables that use more of Delta than we keep intact.</summary>
internal static class TableGuard
{
    /// <summary>The protocol that we read and write, and give to new tables.</summary>
    internal const int ReaderVersion = 1;

    /// <inheritdoc cref="ReaderVersion"/>
    internal const int WriterVersion = 2;

    private const string NewFolder = "publish to another output folder";

    /// <exception cref="UnsupportedTableException">The table uses something that we would break.</exception>
    internal static void EnsureWritable(string table, DeltaSnapshot snapshot)
    {
        if (!snapshot.TableExists)
            return;
        if (Problem(snapshot) is { } feature)
            throw new UnsupportedTableException(table, feature, NewFolder);
    }

    /// <exception cref="UnsupportedTableException">The table is append-only.</exception>
    internal static void EnsureRemovable(string table, DeltaSnapshot snapshot)
    {
        if (IsAppendOnly(snapshot))
            throw new UnsupportedTableException(
                table, "delta.appendOnly is true, and rows of this date would have to be removed", "unset it or " + NewFolder);
    }

    internal static bool IsAppendOnly(DeltaSnapshot snapshot) =>
        string.Equals(Setting(snapshot, "delta.appendOnly"), "true", StringComparison.OrdinalIgnoreCase);

    private static string? Problem(DeltaSnapshot snapshot)
    {
        if (snapshot.Protocol is not { } protocol || snapshot.MetaData is not { } metaData)
            return "its log has no protocol or no metaData action";
        if (protocol.MinReaderVersion > ReaderVersion || protocol.MinWriterVersion > WriterVersion)
        {
            var features = (protocol.WriterFeatures ?? []).Concat(protocol.ReaderFeatures ?? []).Distinct().ToList();
            var named = features.Count == 0 ? "" : $" ({string.Join(", ", features)})";
            return $"it needs reader {protocol.MinReaderVersion} and writer {protocol.MinWriterVersion}{named} of the "
                + $"Delta protocol, and this program knows {ReaderVersion} and {WriterVersion}";
        }

        if (metaData.Format.Provider != "parquet")
            return $"its files are {metaData.Format.Provider}, not parquet";
        if (metaData.PartitionColumns is not [DeltaPath.PartitionColumn])
            return $"it is partitioned by [{string.Join(", ", metaData.PartitionColumns)}], not by {DeltaPath.PartitionColumn}";
        if (Setting(snapshot, "delta.columnMapping.mode") is { } mode and not "none")
            return $"it maps columns by {mode} (delta.columnMapping.mode)";
        if (metaData.Configuration.Keys.FirstOrDefault(IsConstraint) is { } constraint)
            return $"it has a check constraint ({constraint})";
        if (snapshot.Files.FirstOrDefault(file => file.Add.DeletionVector is not null) is { } file)
            return $"its file {file.Name} has a deletion vector";
        return FieldProblem(DeltaSchema.Parse(metaData.SchemaString, "metaData"));
    }

    private static string? FieldProblem(DeltaSchema schema) => schema.Fields
        .SelectMany(field => field.MetadataKeys.Select(key => key switch
        {
            "delta.invariants" => $"its column {field.Name} has an invariant",
            "delta.generationExpression" => $"its column {field.Name} is generated",
            _ when key.StartsWith("delta.identity.", StringComparison.Ordinal) => $"its column {field.Name} is an identity column",
            _ => null,
        }))
        .FirstOrDefault(problem => problem is not null);

    private static bool IsConstraint(string setting) => setting.StartsWith("delta.constraints.", StringComparison.Ordinal);

    private static string? Setting(DeltaSnapshot snapshot, string name) =>
        snapshot.MetaData?.Configuration.GetValueOrDefault(name);
}
