namespace LoanDefault.Core.Errors;

/// <summary>Recognises a full disk, and says what to do about it.</summary>
public static class FullDisk
{
    /// <summary>What is wrong.</summary>
    public const string Problem = "the disk is full";

    /// <summary>What to do.</summary>
    public const string Advice = "free space, or choose another --output or --temp-directory";

    // errno as .NET reports it in HResult.
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;

    /// <summary>Whether a file could not be written because the disk, or the user's share of it, is full.</summary>
    /// <param name="exception">What writing threw.</param>
    public static bool IsCauseOf(Exception exception) => exception is IOException { HResult: NoSpaceLeft or QuotaExceeded };
}
