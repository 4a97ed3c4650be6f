using System.Runtime.InteropServices;
using LoanDefault.Core.Errors;
using LoanDefault.Spark.Native;
using LoanDefault.Spark.Worker.Daemon;
using Serilog;

namespace LoanDefault.Spark.Worker;

/// <summary>What <c>loandefault-worker</c> runs: the daemon that Spark starts once per executor, or one worker.</summary>
public static class WorkerProgram
{
    private const int Done = 0;
    private const int WrongUse = 2;
    private const int Bug = 70;
    private const int Terminated = 143;

    /// <summary>Runs until Spark closes the connection or goes away, then ends the process.</summary>
    /// <param name="arguments">As Spark passes them, <c>-m MODULE [MODULE]</c>: names of Python's modules, not looked at.</param>
    /// <returns>The process's exit code.</returns>
    public static int Run(string[] arguments)
    {
        // Standard output belongs to the conversation with Spark; what functions print goes where an executor logs.
        using Stream announcements = Console.OpenStandardOutput();
        Console.SetOut(Console.Error);
        int exitCode = RunGuarded(announcements);
        // At once: a function that hangs must not keep a process alive that Spark has done with.
        NativeMethods.ExitNow(exitCode);
        return exitCode;
    }

    private static int RunGuarded(Stream announcements)
    {
        using var log = new LoggerConfiguration().MinimumLevel.Warning().WriteTo.Sink(new StandardErrorSink(Console.Error)).CreateLogger();
        try
        {
            var services = new WorkerServices(WorkerEnvironment.Read(Environment.GetEnvironmentVariables()), TimeProvider.System, log);
            return services.Environment.IsForOneTask ? RunOneTask(services) : RunDaemon(services, announcements);
        }
        catch (LoanDefaultException failure)
        {
            Console.Error.WriteLine($"loandefault-worker: {failure.Message}");
            return WrongUse;
        }
        catch (Exception bug)
        {
            Console.Error.WriteLine($"loandefault-worker: {bug}");
            return Bug;
        }
    }

    private static int RunDaemon(WorkerServices services, Stream announcements)
    {
        using var daemon = new WorkerDaemon(services);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            daemon.End(Terminated);
        });
        // Ctrl-C in the terminal of a local Spark reaches this process too. The driver decides what it means: it cancels its jobs.
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static signal => signal.Cancel = true);
        return daemon.Run(Console.OpenStandardInput(), announcements);
    }

    private static int RunOneTask(WorkerServices services)
    {
        ParentWatch.Start(TimeSpan.FromSeconds(1), () => NativeMethods.ExitNow(Done));
        OneTaskWorker.Run(services, Environment.ProcessId);
        return Done;
    }
}
