namespace LoanDefault.Modeling.XGBoost.Native;

/// <summary>Counts the native objects that are alive, so that a test can see them return to zero.</summary>
internal static class LiveHandles
{
    private static int _count;

    public static int Count => Volatile.Read(ref _count);

    public static void Created() => Interlocked.Increment(ref _count);

    public static void Released() => Interlocked.Decrement(ref _count);
}
