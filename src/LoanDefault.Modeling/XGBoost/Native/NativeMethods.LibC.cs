using System.Runtime.InteropServices;

namespace LoanDefault.Modeling.XGBoost.Native;

internal static unsafe partial class NativeMethods
{
    /// <summary>Sets a variable that native libraries see; .NET's own variables are a copy that they do not.</summary>
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetNativeEnvironment(string name, string value, int overwrite);
}
