using System.Runtime.InteropServices;

namespace LoanDefault.Embedded.Native;

internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "duckdb_destroy_value")]
    internal static partial void DestroyValue(ref nint value);

    [LibraryImport(Library, EntryPoint = "duckdb_get_varchar")]
    internal static partial nint ValueText(ValueHandle value);
}
