namespace LoanDefault.Embedded.Input;

/// <summary>What the files of an input are.</summary>
public enum InputFormat
{
    /// <summary>Apache Parquet.</summary>
    Parquet,

    /// <summary>Text with a header row, plain or gzipped.</summary>
    Csv,
}

/// <summary>A file to read.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="RelativePath">Its path relative to the input's root, with '/' between folders.</param>
/// <param name="ByteLength">Its length.</param>
/// <param name="Sha256">SHA-256, in lower-case hexadecimal, of a Parquet file's footer or of a whole CSV file.</param>
/// <param name="RowCount">Rows; null for CSV, where nobody knows before the file is read.</param>
/// <param name="Columns">Its columns in order; those of its path (<c>key=value</c> folders) last.</param>
public sealed record SourceFile(
    string Path, string RelativePath, long ByteLength, string Sha256, long? RowCount, IReadOnlyList<InputColumn> Columns);

/// <summary>A column of a file.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Type">The engine's type, for example <c>DECIMAL(9,2)</c>; null for a nested one.</param>
/// <param name="Origin">Where its values stand.</param>
public sealed record InputColumn(string Name, string? Type, InputColumnOrigin Origin)
{
    internal const string Text = "VARCHAR";

    /// <summary>Whether values are texts that are parsed by the contract's types.</summary>
    public bool IsParsed => Origin != InputColumnOrigin.Parquet;
}

/// <summary>Where a column's values stand.</summary>
public enum InputColumnOrigin
{
    /// <summary>In a Parquet file, which knows their type.</summary>
    Parquet,

    /// <summary>In a CSV file, as text.</summary>
    Csv,

    /// <summary>In the path, as a folder named <c>key=value</c>.</summary>
    Path,
}
