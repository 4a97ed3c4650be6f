using System.Runtime.InteropServices;

namespace LoanDefault.Modeling.XGBoost.Native;

/// <summary>XGBoost's C API (c_api.h of 1.7), grouped as in the header; every function but the version returns 0 when it worked.</summary>
internal static unsafe partial class NativeMethods
{
    /// <summary>The name under which <see cref="XGBoostLibrary"/> resolves the library.</summary>
    internal const string Library = "xgboost";

    [LibraryImport(Library)]
    internal static partial void XGBoostVersion(out int major, out int minor, out int patch);

    /// <summary>The text of the calling thread's last error; owned by the library.</summary>
    [LibraryImport(Library)]
    internal static partial byte* XGBGetLastError();
}
