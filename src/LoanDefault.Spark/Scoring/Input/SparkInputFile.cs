namespace LoanDefault.Spark.Scoring.Input;

/// <summary>A file to read.</summary>
/// <param name="Entry">Where it is.</param>
/// <param name="RelativePath">Its path relative to the input's root, with '/' between folders.</param>
/// <param name="Sha256">SHA-256, in lower-case hexadecimal, of a Parquet file's footer or of a whole CSV file.</param>
/// <param name="RowCount">Rows; null for CSV, where nobody knows before the file is read.</param>
/// <param name="Schema">What files of one layout have in common: a Parquet schema, or a CSV header.</param>
internal sealed record SparkInputFile(Hadoop.HadoopEntry Entry, string RelativePath, string Sha256, long? RowCount, string Schema)
{
    private const string LocalScheme = "file:";

    /// <summary>
    /// How Spark may name the file in a row: escaped or not, with one slash after the scheme or with three, depending on
    /// its version.
    /// </summary>
    public IEnumerable<string> Names => new[] { Entry.Path, Entry.Uri }.SelectMany(Spellings).Distinct();

    private static string[] Spellings(string name) => name.StartsWith(LocalScheme, StringComparison.Ordinal)
        ? [LocalScheme + "/" + name[LocalScheme.Length..].TrimStart('/'), LocalScheme + "///" + name[LocalScheme.Length..].TrimStart('/')]
        : [name];
}
