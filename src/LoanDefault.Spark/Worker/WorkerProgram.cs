namespace LoanDefault.Spark.Worker;

/// <summary>What <c>loandefault-worker</c> runs: the daemon that Spark starts once per executor, or one worker.</summary>
public static class WorkerProgram
{
    /// <summary>Runs until Spark closes the connection or goes away.</summary>
    /// <param name="arguments">As Spark passes them: <c>-m MODULE [MODULE]</c>.</param>
    /// <returns>The process's exit code.</returns>
    public static int Run(string[] arguments) => arguments.Length == 0 ? 2 : 70;
}
