using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using LoanDefault.Cli.CommandLine;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Models;
using LoanDefault.Core.Scoring;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Modeling.XGBoost;
using LoanDefault.Tables.Stores;
using Microsoft.ML.OnnxRuntime;

namespace LoanDefault.Cli.Diagnosis;

/// <summary>What <c>doctor</c> looks at.</summary>
internal static class Checks
{
    private const string FetchAdvice = "run './build.sh --target=Publish', which puts it beside the program";
    private const long LittleSpaceBytes = 1_000_000_000;

    /// <summary>Everything that scoring and training need on this machine.</summary>
    public static IEnumerable<Check> Machine()
    {
        yield return Check.Ok(".NET", $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}");
        yield return Processor();
        yield return Library("ONNX Runtime", () => OrtEnv.Instance().GetVersionString());
        yield return Library("DuckDB", () => DuckDbDatabase.LibraryVersion);
        yield return Training(XGBoostLibrary.Load);
        yield return TempSpace(Path.GetTempPath());
    }

    /// <summary>Whether tables can be published below a folder.</summary>
    /// <param name="folder">The folder; it need not exist.</param>
    public static Check Output(string folder)
    {
        StoreProbe probe = new LocalFileStore(folder).Probe();
        string detail = $"{probe.Location} on {probe.FileSystemType}, {FreeSpace(folder)}";
        return probe.Problem is { } problem
            ? Check.Missing("output", problem, "choose another --output, on a local disk")
            : Check.Ok("output", detail);
    }

    /// <summary>Whether a model package is whole and scores here as it did where it was made.</summary>
    /// <param name="folder">The package.</param>
    /// <returns>The package, and what scores it.</returns>
    public static IReadOnlyList<Check> Model(string folder)
    {
        try
        {
            ModelPackage package = ModelPackage.Load(folder);
            using ModelScorer scorer = package.CreateScorer();
            return
            [
                Check.Ok(
                    "model",
                    $"{package.Manifest.Name} {package.Manifest.Version}, {package.Manifest.Features.Count} features, scores its parity rows to the bit ({scorer.Name})"),
                Scorer(scorer.Report),
            ];
        }
        catch (LoanDefaultException e)
        {
            return [Check.Missing("model", e.Message, advice: null)];
        }
    }

    internal static Check Scorer(ScorerReport report) => report.HasFallenBack
        ? Check.Optional("scorer", report.Reason, "scoring works, only slower; report this, with the processor's name")
        : Check.Ok("scorer", $"{report.Name}; {report.Reason}{(report.Gate is { } gate ? $"; parity gate: {gate.Describe()}" : "")}");

    internal static Check Library(string name, Func<string> version)
    {
        try
        {
            return Check.Ok(name, version());
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException or BadImageFormatException)
        {
            return Check.Missing(name, "its library cannot be loaded", FetchAdvice);
        }
    }

    internal static Check Training(Func<string> version)
    {
        try
        {
            return Check.Ok("XGBoost", $"{version()} (only training needs it)");
        }
        catch (WrongUseException e)
        {
            return Check.Optional("XGBoost", "not found; scoring does without it", e.Message);
        }
    }

    internal static Check TempSpace(string folder)
    {
        long? free = FreeBytes(folder);
        string detail = $"{folder}, {FreeSpace(folder)}";
        return free < LittleSpaceBytes
            ? Check.Optional("temp space", detail, "large inputs spill to disk: name a roomier folder by --temp-directory")
            : Check.Ok("temp space", detail);
    }

    private static Check Processor()
    {
        string vectors = Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : AdvSimd.IsSupported ? "Neon" : "no vector unit that is used";
        string memory = ByteSize.Format(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        return Check.Ok("processor", string.Create(
            CultureInfo.InvariantCulture,
            $"{RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} threads, {vectors}; {memory} of memory"));
    }

    private static string FreeSpace(string folder) => FreeBytes(folder) is { } free ? $"{ByteSize.Format(free)} free" : "free space unknown";

    private static long? FreeBytes(string folder)
    {
        try
        {
            string existing = Path.GetFullPath(folder);
            while (!Directory.Exists(existing))
                existing = Path.GetDirectoryName(existing)!;
            return new DriveInfo(existing).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
