namespace LoanDefault.Cli.CommandLine;

/// <summary>What the command's exit codes mean. Scripts depend on them: they never change.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int WrongUse = 2;
    public const int BadInput = 3;
    public const int GateRefused = 4;
    public const int PublishConflict = 5;
    public const int EngineFailed = 6;
    public const int TimedOut = 7;
    public const int Bug = 70;
    public const int Interrupted = 130;
    public const int Terminated = 143;

    /// <summary>Each code with its meaning, as <c>--help</c> and docs/cli.md list them.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Done, "done, or the same run was already published"),
        (WrongUse, "wrong use: an option, or something missing on this machine ('loandefault doctor')"),
        (BadInput, "bad input: data, a contract, a model package, or an output that is there already or cannot be written"),
        (GateRefused, "a gate refused: too many quarantined rows, too few rows, a failed audit"),
        (PublishConflict, "another run is published for this business date"),
        (EngineFailed, "Spark or the cluster's file system failed or went away; the same command may succeed later"),
        (TimedOut, "stopped by --max-runtime; nothing was published"),
        (Bug, "a bug in this program"),
        (Interrupted, "stopped by Ctrl-C; nothing was published"),
        (Terminated, "stopped by SIGTERM; nothing was published"),
    ];
}
