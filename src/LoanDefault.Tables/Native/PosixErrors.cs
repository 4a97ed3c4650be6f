using System.Runtime.InteropServices;
using LoanDefault.Tables.Errors;

namespace LoanDefault.Tables.Native;

/// <summary>Linux error numbers, from <c>errno.h</c>, and the one checker of native results.</summary>
internal static class PosixErrors
{
    internal const int None = 0;
    internal const int NotPermitted = 1;
    internal const int NoSuchFile = 2;
    internal const int TryAgain = 11;
    internal const int AccessDenied = 13;
    internal const int Exists = 17;
    internal const int CrossDevice = 18;
    internal const int TooManyLinks = 31;
    internal const int NotImplemented = 38;
    internal const int NotSupported = 95;

    /// <summary>What a file system answers that knows no hard links.</summary>
    internal static bool MeansNoLinks(int error) =>
        error is NotPermitted or NotImplemented or NotSupported or TooManyLinks or CrossDevice;

    internal static string Describe(int error) => Marshal.GetPInvokeErrorMessage(error);

    /// <exception cref="StoreException">The result is negative.</exception>
    internal static void Check(int result, string operation, string path)
    {
        if (result < 0)
            throw new StoreException(operation, path, Describe(Marshal.GetLastPInvokeError()));
    }
}
