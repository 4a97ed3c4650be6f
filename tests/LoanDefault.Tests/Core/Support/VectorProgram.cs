using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;
using LoanDefault.Core.Numerics;
using LoanDefault.Core.Pipeline;
using LoanDefault.Core.Scoring;

namespace LoanDefault.Tests.Core.Support;

/// <summary>A process that scores the same rows with the vector instructions that its environment leaves it.</summary>
internal static class VectorProgram
{
    public const string Argument = "vector-bits";

    /// <summary>Prints the bits of a vector of numbers, the bits that the machine's widest vectors have, and the hash of all results.</summary>
    public static void Run()
    {
        int accelerated = Vector512.IsHardwareAccelerated ? 512
            : Vector256.IsHardwareAccelerated ? 256
            : Vector128.IsHardwareAccelerated ? 128
            : 0;
        Console.WriteLine($"numbers={Vector<byte>.Count * 8} accelerated={accelerated} {Hash()}");
    }

    /// <summary>The words that a child with one more environment variable prints.</summary>
    public static async Task<string[]> RunInChild(string setting)
    {
        string[] pair = setting.Split('=');
        using var child = new Process
        {
            StartInfo = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
            {
                ArgumentList = { typeof(VectorProgram).Assembly.Location, Argument },
                Environment = { [pair[0]] = pair[1] },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        child.Start();
        Task<string> error = child.StandardError.ReadToEndAsync();
        string output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        Assert.That(child.ExitCode, Is.Zero, await error);
        return output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>SHA-256 of every bit that a pipeline makes of 2,048 rows, and of the logistic of awkward numbers.</summary>
    public static string Hash()
    {
        var features = new FeatureSet(ApplicationRows.Contract);
        var rows = new ApplicationRows(ApplicationBatch.Capacity, seed: 12);
        using var batch = new ApplicationBatch(ApplicationRows.Contract);
        using var scorer = new OnnxRuntimeScorer(TinyModel.Onnx(features.Features.Count), "model.onnx");
        using var pipeline = new BatchScoringPipeline(features, scorer, Policies.Standard, new DateOnly(2026, 1, 1));
        var result = new ScoredBatch();
        rows.CopyTo(batch, 0, rows.Count);
        pipeline.Run(batch, result);
        var bits = new ScoredBits(rows.Count, features.Features.Count);
        bits.Keep(result, 0);

        double[] probabilities = new double[LogOdds.Length];
        DeterministicMath.Logistic(LogOdds, probabilities);
        return bits.Hash() + Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(probabilities.AsSpan())));
    }

    /// <summary>From far below to far above where the logistic is 0 and 1, the edges of exp among them.</summary>
    public static double[] LogOdds { get; } =
    [
        .. Enumerable.Range(-16_000, 32_001).Select(i => i * 0.0501),
        709.782712893384, 709.78271289338409, 745.13321910194122, 745.1332191019413, -709.782712893384, -745.1332191019412,
        708.4, -708.4, 5e-324, -5e-324, 0, -0.0, double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity,
    ];
}
