using System.IO.Hashing;

namespace LoanDefault.Spark.Scoring.Tasks;

/// <summary>
/// The hash of an application id that Spark can compute too, by its function <c>xxhash64</c>: XXH64 with seed 42, and the
/// seed itself for a null. Its sum over rows is a fingerprint that does not depend on their order.
/// </summary>
internal static class IdHash
{
    private const long Seed = 42;

    /// <summary>The hash of a missing id.</summary>
    public const long OfNull = Seed;

    /// <summary>The hash of an id's UTF-8 bytes.</summary>
    public static long Of(ReadOnlySpan<byte> id) => unchecked((long)XxHash64.HashToUInt64(id, Seed));
}
