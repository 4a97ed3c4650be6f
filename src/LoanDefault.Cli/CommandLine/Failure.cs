using LoanDefault.Core.Errors;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Native;
using LoanDefault.Spark.Gateway;

namespace LoanDefault.Cli.CommandLine;

/// <summary>Why a command ended without its result: the one place that turns an exception into an exit code.</summary>
/// <param name="ExitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="Outcome">The same for machines, for example <c>bad_input</c>.</param>
/// <param name="Message">One line for people: what is wrong and what to do.</param>
internal sealed record Failure(int ExitCode, string Outcome, string Message)
{
    private const string NativeAdvice = "run './build.sh --target=Publish', which puts it beside the program; 'loandefault doctor' says what else is missing";

    /// <summary>Classifies an exception.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="stopCode">The exit code of the signal that asked to stop, or 0.</param>
    public static Failure Of(Exception exception, int stopCode)
    {
        if (stopCode != 0 && IsCancellation(exception))
            return Stopped(stopCode);
        return exception switch
        {
            WrongUseException => new Failure(ExitCodes.WrongUse, "wrong_use", OneLine(exception.Message)),
            LoanDefaultException { IsTransient: true } => new Failure(ExitCodes.EngineFailed, "engine_failed", OneLine(exception.Message)),
            BadInputException => new Failure(ExitCodes.BadInput, "bad_input", OneLine(exception.Message)),
            GateRefusedException => new Failure(ExitCodes.GateRefused, "gate_refused", OneLine(exception.Message)),
            PublishConflictException => new Failure(ExitCodes.PublishConflict, "publish_conflict", OneLine(exception.Message)),
            GatewayException { IsRefused: true } => new Failure(ExitCodes.WrongUse, "wrong_use", OneLine(exception.Message)),
            SparkException or GatewayException => new Failure(ExitCodes.EngineFailed, "engine_failed", OneLine(exception.Message)),
            DuckDbException { ErrorType: DuckDbErrorType.OutOfMemory } => new Failure(
                ExitCodes.WrongUse, "wrong_use", $"{OneLine(exception.Message)}: raise --memory-limit, or lower --threads"),
            DuckDbException { IsDiskFull: true } => new Failure(ExitCodes.BadInput, "bad_input", $"{FullDisk.Problem} ({OneLine(exception.Message)}): {FullDisk.Advice}"),
            _ when MissingLibrary(exception) is { } missing => new Failure(
                ExitCodes.WrongUse, "wrong_use", $"a native library cannot be loaded ({LibraryProblem(missing)}): {NativeAdvice}"),
            _ when FullDisk.IsCauseOf(exception) => new Failure(
                ExitCodes.BadInput, "bad_input", $"{FullDisk.Problem} ({OneLine(exception.Message)}): {FullDisk.Advice}"),
            IOException or UnauthorizedAccessException => new Failure(
                ExitCodes.BadInput, "bad_input", $"{OneLine(exception.Message)}: check that the path exists and may be read and written"),
            _ => Bug(exception),
        };
    }

    /// <summary>The command was asked to stop.</summary>
    /// <param name="stopCode">The exit code that says by what.</param>
    public static Failure Stopped(int stopCode) => stopCode == ExitCodes.TimedOut
        ? new(stopCode, "timed_out", "took longer than --max-runtime allows: nothing was published; see in the log what was slow, and run again")
        : new(stopCode, "stopped", $"stopped by {(stopCode == ExitCodes.Interrupted ? "Ctrl-C" : "SIGTERM")}: nothing was published; the same command starts again");

    private static Failure Bug(Exception exception) => new(
        ExitCodes.Bug,
        "bug",
        $"this is a bug in loandefault ({exception.GetType().Name}: {OneLine(exception.Message)}): please report it with the command and its version; --log-level debug shows where it happened");

    // A Spark that was told to stop fails the calls that wait for it.
    private static bool IsCancellation(Exception exception) => exception is OperationCanceledException or SparkException or GatewayException
        || exception is AggregateException many && many.Flatten().InnerExceptions.All(e => e is OperationCanceledException);

    private static Exception? MissingLibrary(Exception exception) => exception switch
    {
        DllNotFoundException or BadImageFormatException or EntryPointNotFoundException => exception,
        TypeInitializationException { InnerException: { } inner } => MissingLibrary(inner),
        _ => null,
    };

    // .NET lists every name that it tried; only a file that is there and cannot be used is worth telling.
    private static string LibraryProblem(Exception exception)
    {
        string[] lines = exception.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Skip(1).FirstOrDefault(line => !line.Contains("No such file or directory", StringComparison.Ordinal)) is { } damaged)
            return OneLine(damaged);
        return lines.Length > 1 && lines[0].Split('\'') is [_, var name, ..]
            ? $"{(name.StartsWith("lib", StringComparison.Ordinal) ? name : $"lib{name}.so")} is not in {AppContext.BaseDirectory}"
            : OneLine(exception.Message);
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).TrimEnd('.');
}
