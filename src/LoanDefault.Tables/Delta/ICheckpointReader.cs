namespace LoanDefault.Tables.Delta;

/// <summary>
/// Reads the Parquet files of Delta checkpoints. An engine that can read Parquet implements it, for the store that it
/// works on.
/// </summary>
public interface ICheckpointReader
{
    /// <summary>
    /// Every row of a checkpoint file as one JSON object whose fields are the file's columns, with structs and maps as
    /// objects and lists as arrays, for example <c>{"add":{"path":"a.parquet","partitionValues":{"business_date":
    /// "2026-01-31"},...},"txn":null,...}</c>. DuckDB's <c>SELECT to_json(row) FROM read_parquet(...) row</c> gives it.
    /// </summary>
    /// <param name="path">The file, relative to the store.</param>
    IEnumerable<string> ReadRows(string path);
}
