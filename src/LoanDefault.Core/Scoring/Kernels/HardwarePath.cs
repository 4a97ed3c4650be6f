using System.Runtime.Intrinsics;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>The instructions that a kernel is written in; a later one is faster.</summary>
internal enum HardwarePath
{
    /// <summary>Vectors of 128 bits, by whatever the processor has.</summary>
    Portable,

    /// <summary>AVX2.</summary>
    Avx2,

    /// <summary>AVX-512 F and BW.</summary>
    Avx512,

    /// <summary>AVX-512 with byte permutes (VBMI).</summary>
    Avx512Vbmi,
}

/// <summary>What this processor has, and kernels written in it.</summary>
internal static class HardwarePaths
{
    /// <summary>The paths that this processor can go, the slowest first.</summary>
    public static IReadOnlyList<HardwarePath> Supported { get; } = [.. Enum.GetValues<HardwarePath>().Where(IsSupported)];

    /// <summary>What a path is called in logs.</summary>
    public static string NameOf(HardwarePath path) => path switch
    {
        HardwarePath.Avx512Vbmi => "AVX-512 VBMI",
        HardwarePath.Avx512 => "AVX-512",
        HardwarePath.Avx2 => "AVX2",
        _ => "128-bit vectors",
    };

    /// <summary>Creates the kernel of complete trees.</summary>
    public static ITreeKernel CompleteTrees(HardwarePath path, Trees.TreeEnsemble ensemble) => path switch
    {
        HardwarePath.Avx512Vbmi => new CompleteTreeKernel<VbmiLanes, Vector512<byte>>(ensemble),
        HardwarePath.Avx512 => new CompleteTreeKernel<Avx512Lanes, Vector512<byte>>(ensemble),
        HardwarePath.Avx2 => new CompleteTreeKernel<Avx2Lanes, Vector256<byte>>(ensemble),
        _ => new CompleteTreeKernel<PortableLanes, Vector128<byte>>(ensemble),
    };

    private static bool IsSupported(HardwarePath path) => path switch
    {
        HardwarePath.Avx512Vbmi => VbmiLanes.IsSupported,
        HardwarePath.Avx512 => Avx512Lanes.IsSupported,
        HardwarePath.Avx2 => Avx2Lanes.IsSupported,
        _ => true,
    };
}
