using LoanDefault.Core.Errors;
using LoanDefault.Embedded.Native;

namespace LoanDefault.Embedded.DuckDb;

/// <summary>The engine refused or failed; carries its kind of error and its message, which <see cref="Exception.Message"/> repeats without applicants' data.</summary>
public sealed class DuckDbException : LoanDefaultException
{
    internal DuckDbException(DuckDbErrorType errorType, string engineMessage, string? sql = null)
        : base($"DuckDB {errorType}: {EngineText.WithoutCells(engineMessage)}")
    {
        ErrorType = errorType;
        EngineMessage = engineMessage;
        Sql = sql;
    }

    /// <summary>The engine's kind of error.</summary>
    public DuckDbErrorType ErrorType { get; }

    /// <summary>The engine's message as it came, possibly of several lines; may quote cells, so it is never shown or logged.</summary>
    public string EngineMessage { get; }

    /// <summary>The statement that failed; null where there was none. Not part of the message: it may hold paths.</summary>
    public string? Sql { get; }

    /// <summary>The disk or the temporary folder has no room left.</summary>
    public bool IsDiskFull =>
        EngineMessage.Contains("No space left on device", StringComparison.Ordinal)
        || EngineMessage.Contains("max_temp_directory_size", StringComparison.Ordinal);
}
