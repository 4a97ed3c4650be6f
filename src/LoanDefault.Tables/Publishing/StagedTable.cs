using LoanDefault.Tables.Delta;

namespace LoanDefault.Tables.Publishing;

/// <summary>What a run adds to one table.</summary>
/// <param name="Columns">Every column of the files, in order, without <c>business_date</c>.</param>
/// <param name="Files">The staged files; none is allowed.</param>
public sealed record StagedTable(IReadOnlyList<TableColumn> Columns, IReadOnlyList<StagedFile> Files);

/// <summary>A finished, audited Parquet file in the run's staging folder.</summary>
/// <param name="Path">Its path relative to the store, inside the folder that <see cref="StagingArea"/> names.</param>
/// <param name="ByteLength">Its length in bytes.</param>
/// <param name="RecordCount">The number of its rows.</param>
/// <param name="Statistics">Statistics by column name; a column may be left out.</param>
public sealed record StagedFile(
    string Path, long ByteLength, long RecordCount, IReadOnlyDictionary<string, ColumnStatistics> Statistics);

/// <summary>Statistics of a column in a file, by which readers skip files.</summary>
/// <param name="NullCount">The number of nulls.</param>
/// <param name="Minimum">The smallest value: an <see cref="int"/>, <see cref="long"/>, finite <see cref="double"/> or
/// <see cref="DateOnly"/>; null when it is not known or of another type.</param>
/// <param name="Maximum">The largest value, likewise.</param>
public readonly record struct ColumnStatistics(long NullCount, object? Minimum = null, object? Maximum = null);
