using LoanDefault.Spark.Native;

namespace LoanDefault.Spark.Worker.Daemon;

/// <summary>
/// Notices that the executor died while a function computes without reading or writing. A daemon needs none: its standard input
/// ends. The kernel's own death signal would not do, as it watches the thread that started this process, not the executor.
/// </summary>
internal static class ParentWatch
{
    public static void Start(TimeSpan interval, Action onGone)
    {
        int parent = NativeMethods.GetParentProcessId();
        var thread = new Thread(() => Watch(parent, interval, onGone)) { IsBackground = true, Name = "parent watch" };
        thread.Start();
    }

    private static void Watch(int parent, TimeSpan interval, Action onGone)
    {
        while (NativeMethods.GetParentProcessId() == parent)
            Thread.Sleep(interval);
        onGone();
    }
}
