using LoanDefault.Core.Errors;
using LoanDefault.Core.Pipeline;
using LoanDefault.Spark.Diagnosis;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql;

namespace LoanDefault.Cli.Diagnosis;

/// <summary>What <c>doctor --engine spark</c> looks at: the Spark that started this process, or that of SPARK_HOME.</summary>
internal static class SparkChecks
{
    private const int BuildDigits = 12;

    /// <summary>Starts Spark and sends a few rows to a worker and back.</summary>
    /// <param name="progress">Hears what is waited for.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<Check> RoundTrip(IRunProgress progress, CancellationToken cancellation)
    {
        string log = Path.Combine(Path.GetTempPath(), $"loandefault-doctor-{Environment.ProcessId}.log");
        try
        {
            SparkInstallation? installation = SparkSession.IsSubmitted ? null : SparkInstallation.Find();
            progress.Begin("waiting for Spark");
            using SparkSession session = SparkRoundTrip.Connect(log);
            cancellation.ThrowIfCancellationRequested();
            progress.Begin("sending rows to a worker and back");
            IReadOnlyList<Check> checks = Describe(installation, new SparkRoundTrip(session).Run(cancellation));
            session.Stop();
            File.Delete(log);
            return checks;
        }
        catch (LoanDefaultException e)
        {
            return [Check.Missing("Spark", e.Message, File.Exists(log) ? $"what Spark itself says is in {log}" : null)];
        }
    }

    private static IReadOnlyList<Check> Describe(SparkInstallation? installation, RoundTripReport report) =>
    [
        Check.Ok("Spark", $"{report.Spark} ({(installation is null ? "which started this process" : installation.Home)}), Scala {report.Scala}, Hadoop {report.Hadoop}, master {report.Master}"),
        Check.Ok("Java", $"{report.Java}{(installation?.Java is { } java ? $" ({java.Program})" : "")}"),
        Check.Ok("worker", $"{report.Worker}, {report.WorkerRuntime}, ONNX Runtime {report.ModelRuntime}"),
        Check.Ok("builds", $"driver {report.DriverBuild[..BuildDigits]}, worker {report.WorkerBuild[..BuildDigits]}: they agree, and rows went there and back"),
    ];
}
