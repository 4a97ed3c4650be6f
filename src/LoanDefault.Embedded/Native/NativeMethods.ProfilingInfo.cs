using System.Runtime.InteropServices;

namespace LoanDefault.Embedded.Native;

internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "duckdb_get_profiling_info")]
    internal static partial nint GetProfilingInfo(ConnectionHandle connection);

    [LibraryImport(Library, EntryPoint = "duckdb_profiling_info_get_value", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint ProfilingInfoGetValue(nint info, string key);

    [LibraryImport(Library, EntryPoint = "duckdb_profiling_info_get_child_count")]
    internal static partial ulong ProfilingInfoChildCount(nint info);

    [LibraryImport(Library, EntryPoint = "duckdb_profiling_info_get_child")]
    internal static partial nint ProfilingInfoChild(nint info, ulong index);
}
