using System.Runtime.InteropServices;

namespace LoanDefault.Modeling.XGBoost.Native;

/// <summary>Turns the library's return codes into exceptions.</summary>
internal static class NativeCall
{
    /// <summary>Passes when <paramref name="result"/> is 0.</summary>
    /// <exception cref="XGBoostException">The library reported an error; carries the first line of its text.</exception>
    public static unsafe void Check(int result, string function)
    {
        if (result == 0)
            return;
        var text = Marshal.PtrToStringUTF8((nint)NativeMethods.XGBGetLastError()) ?? "no text";
        var firstLine = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "no text";
        throw new XGBoostException(function, firstLine.Trim());
    }
}
