namespace LoanDefault.Modeling.Synthetic;

/// <summary>What was generated.</summary>
/// <param name="Rows">Applications written.</param>
/// <param name="Files">Parquet files written.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Folder">Where they are.</param>
/// <param name="InvalidRows">Rows that break a rule.</param>
/// <param name="DuplicateRows">Rows that repeat an earlier one.</param>
public sealed record SyntheticResult(long Rows, int Files, long Bytes, string Folder, long InvalidRows, long DuplicateRows);
