using System.Runtime.InteropServices;
using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Embedded.Native;

/// <summary>The one place where the engine's errors become exceptions.</summary>
internal static unsafe class NativeCheck
{
    internal static string Text(nint utf8) => Marshal.PtrToStringUTF8(utf8) ?? "";

    /// <summary>Reads a text that we own and frees it.</summary>
    internal static string TakeText(nint utf8)
    {
        var text = Text(utf8);
        if (utf8 != nint.Zero)
            NativeMethods.Free(utf8);
        return text;
    }

    internal static void Succeeded(DuckDbState state, string what)
    {
        if (state != DuckDbState.Success)
            throw new DuckDbException(DuckDbErrorType.Unknown, $"{what} failed");
    }

    internal static void Opened(DuckDbState state, nint error, string what)
    {
        var message = TakeText(error);
        if (state != DuckDbState.Success)
            throw new DuckDbException(DuckDbErrorType.Io, message.Length > 0 ? message : $"{what} failed");
    }

    internal static void Prepared(DuckDbState state, PreparedStatementHandle statement, string sql)
    {
        if (state != DuckDbState.Success)
            throw FromText(Text(NativeMethods.PrepareError(statement)), sql);
    }

    internal static void Pending(DuckDbState state, PendingResultHandle pending, string sql)
    {
        if (state != DuckDbState.Success)
            throw FromText(Text(NativeMethods.PendingError(pending)), sql);
    }

    /// <summary>An error that a result carries: also one that only appears while its chunks are fetched.</summary>
    internal static void Executed(DuckDbState state, ResultHandle result, string sql)
    {
        var message = NativeMethods.ResultError(result.Pointer);
        if (state != DuckDbState.Success || message != nint.Zero)
            throw new DuckDbException(NativeMethods.ResultErrorType(result.Pointer), Text(message), sql);
    }

    // A failed prepare has no error type of its own, but its text starts with the kind: 'Binder Error: ...'.
    private static DuckDbException FromText(string message, string sql)
    {
        var kind = message.Split(" Error:", 2)[0].Replace(" ", "", StringComparison.Ordinal);
        return new DuckDbException(
            Enum.TryParse<DuckDbErrorType>(kind, ignoreCase: true, out var type) ? type : DuckDbErrorType.Unknown, message, sql);
    }
}
