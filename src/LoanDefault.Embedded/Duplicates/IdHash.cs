namespace LoanDefault.Embedded.Duplicates;

/// <summary>The 64 bits by which ids are first compared: part of the 128-bit hash that is summed over a run's rows.</summary>
internal static class IdHash
{
    /// <summary>No id has this hash.</summary>
    internal const ulong None = 0;

    private const ulong InPlaceOfNone = 0x9E3779B97F4A7C15;

    /// <summary>Takes the lower half.</summary>
    internal static ulong Of(UInt128 hash)
    {
        ulong lower = (ulong)hash;
        return lower == None ? InPlaceOfNone : lower;
    }
}
