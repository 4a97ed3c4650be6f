using System.Runtime.InteropServices;
using LoanDefault.Core.Errors;
using LoanDefault.Modeling.XGBoost.Native;

namespace LoanDefault.Modeling.XGBoost;

/// <summary>Finds and loads the native XGBoost library. Only training needs it.</summary>
public static class XGBoostLibrary
{
    /// <summary>The environment variable that names a <c>libxgboost.so</c> to use in place of the fetched one.</summary>
    public const string Variable = "LOANDEFAULT_XGBOOST";

    private const string FileName = "libxgboost.so";
    private const int OldestMajor = 1;
    private const int OldestMinor = 7;
    private static readonly string[] Dependencies = ["libgomp.so.1", "libdmlc.so.0"];
    private static readonly Lock Gate = new();
    private static nint _library;

    /// <summary>
    /// Where the library is: <see cref="Variable"/>, then <c>training/</c> beside the program, then
    /// <c>.native/training/</c> in the program's folder or one above it.
    /// </summary>
    /// <param name="configured">What <see cref="Variable"/> says; null or empty when it is not set.</param>
    /// <param name="programFolder">The folder of the program.</param>
    /// <returns>The full path of an existing file.</returns>
    /// <exception cref="WrongUseException">No such file; the message says what to do.</exception>
    public static string Find(string? configured, string programFolder)
    {
        if (!string.IsNullOrEmpty(configured))
        {
            return File.Exists(configured)
                ? Path.GetFullPath(configured)
                : throw new WrongUseException($"{Variable} names {configured}, which does not exist: name a {FileName}, or unset it");
        }
        var found = Candidates(programFolder).FirstOrDefault(File.Exists);
        return found ?? throw new WrongUseException(
            $"training needs XGBoost, and {FileName} was not found: run './build.sh --target=FetchTraining', "
            + $"or set {Variable} to the path of a {FileName}");
    }

    /// <summary>Loads the library once; later calls return at once.</summary>
    /// <returns>The version of the library, as in <c>1.7.4</c>.</returns>
    /// <exception cref="WrongUseException">The library is missing, cannot be loaded or is too old.</exception>
    public static string Load()
    {
        lock (Gate)
        {
            if (_library == 0)
            {
                var path = Find(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory);
                _library = LoadWithDependencies(path);
                NativeLibrary.SetDllImportResolver(
                    typeof(XGBoostLibrary).Assembly, (name, _, _) => name == NativeMethods.Library ? _library : 0);
            }
        }
        NativeMethods.XGBoostVersion(out var major, out var minor, out var patch);
        if ((major, minor).CompareTo((OldestMajor, OldestMinor)) < 0)
            throw new WrongUseException($"XGBoost {major}.{minor}.{patch} is too old: {OldestMajor}.{OldestMinor} or later is needed");
        return $"{major}.{minor}.{patch}";
    }

    private static IEnumerable<string> Candidates(string programFolder)
    {
        yield return Path.Combine(programFolder, "training", FileName);
        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, ".native", "training", FileName);
    }

    // The library has no run path: what it needs is found only if it is loaded already.
    private static nint LoadWithDependencies(string path)
    {
        // OpenMP's threads wait for each other by spinning, which on a busy machine or under a CPU quota takes the processor
        // from those they wait for: two threads took more than fifteen times as long. What the user set stays.
        _ = NativeMethods.SetNativeEnvironment("OMP_WAIT_POLICY", "passive", overwrite: 0);
        try
        {
            foreach (var dependency in Dependencies.Select(d => Path.Combine(Path.GetDirectoryName(path)!, d)).Where(File.Exists))
                NativeLibrary.Load(dependency);
            return NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            var reason = e.Message.Split('\n')[0].Trim();
            throw new WrongUseException(
                $"{path} cannot be loaded ({reason}): run './build.sh --target=FetchTraining', or set {Variable} to one that can", e);
        }
    }
}
