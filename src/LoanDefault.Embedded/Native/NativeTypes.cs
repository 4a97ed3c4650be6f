using System.Runtime.InteropServices;

namespace LoanDefault.Embedded.Native;

/// <summary>What most functions of the C API return.</summary>
internal enum DuckDbState
{
    Success = 0,
    Error = 1,
}

/// <summary><c>duckdb_result_type</c>.</summary>
internal enum NativeResultType
{
    Invalid = 0,
    ChangedRows = 1,
    Nothing = 2,
    QueryResult = 3,
}

/// <summary><c>duckdb_result</c>: passed by value to some functions, so its size has to match the header's.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeResult
{
    private readonly ulong _deprecatedColumnCount;
    private readonly ulong _deprecatedRowCount;
    private readonly ulong _deprecatedRowsChanged;
    private readonly nint _deprecatedColumns;
    private readonly nint _deprecatedErrorMessage;
    private readonly nint _internalData;
}

/// <summary><c>duckdb_query_progress_type</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeQueryProgress
{
    internal readonly double Percentage;
    internal readonly ulong RowsProcessed;
    internal readonly ulong TotalRows;
}

/// <summary><c>duckdb_list_entry</c>: where a row's list lies in the child vector.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeListEntry
{
    internal ulong Offset;
    internal ulong Length;
}

/// <summary>
/// <c>duckdb_string_t</c>: 16 bytes; up to 12 bytes of text lie inside, longer texts behind a pointer that the engine owns.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal unsafe struct NativeString
{
    internal const int InlineCapacity = 12;

    internal uint Length;
    private fixed byte _prefix[4];
    private readonly byte* _pointer;

    /// <summary>The text's UTF-8 bytes; valid as long as the vector that holds it.</summary>
    /// <param name="text">The string in place: a copy of a short one would leave its bytes behind.</param>
    internal static ReadOnlySpan<byte> Bytes(NativeString* text) => text->Length <= InlineCapacity
        ? new ReadOnlySpan<byte>(text->_prefix, (int)text->Length)
        : new ReadOnlySpan<byte>(text->_pointer, (int)text->Length);
}
