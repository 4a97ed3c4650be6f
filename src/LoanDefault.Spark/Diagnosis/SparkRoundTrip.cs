using System.Globalization;
using System.Runtime.InteropServices;
using LoanDefault.Arrow;
using LoanDefault.Arrow.Types;
using LoanDefault.Core.Errors;
using LoanDefault.Spark.Functions;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Scoring;
using LoanDefault.Spark.Sql;
using Microsoft.ML.OnnxRuntime;
using StructType = LoanDefault.Spark.Sql.Types.StructType;

namespace LoanDefault.Spark.Diagnosis;

/// <summary>
/// Sends a few rows from the driver to a C# function on an executor and back, and says who took part. Everything that a
/// scoring run needs of Spark is used once: session, worker, broadcast, Arrow both ways, the model's runtime.
/// </summary>
/// <param name="session">The session.</param>
public sealed class SparkRoundTrip(SparkSession session)
{
    private const int Rows = 1000;
    private const int Partitions = 2;

    private static readonly string[] Facts = ["worker", "build", "net", "onnxruntime", "broadcast", "sum"];

    /// <summary>The Spark that started this process; otherwise one of SPARK_HOME whose output is kept off the console.</summary>
    /// <param name="logFile">Where a Spark that must be started writes.</param>
    /// <exception cref="WrongUseException">There is no Spark, or it or its Java is of a version that is not supported.</exception>
    /// <exception cref="GatewayException">Spark does not start; the message names the file.</exception>
    public static SparkSession Connect(string logFile) => new SparkSessionBuilder(settings => SparkSession.IsSubmitted
        ? SparkConnection.Default(settings)
        : SparkConnection.Start(home: null, settings, logFile)).AppName("loandefault doctor").GetOrCreate();

    /// <summary>Makes the trip.</summary>
    /// <param name="cancellation">Cancels its job.</param>
    /// <exception cref="WrongUseException">The executors cannot run the worker, or it is of another build.</exception>
    /// <exception cref="GateRefusedException">Something else came back than was sent.</exception>
    /// <exception cref="SparkException">The job failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public RoundTripReport Run(CancellationToken cancellation)
    {
        byte[] sent = Guid.NewGuid().ToByteArray();
        using Broadcast broadcast = session.SparkContext.Broadcast(sent);
        DataFrame told = session.Range(0, Rows, 1, Partitions).MapInArrow(
            FunctionReference.Of((ArrowMap)Tell, $"{broadcast.Id}"),
            StructType.FromDdl(string.Join(", ", Facts.Select(name => $"{name} string"))), broadcast);
        try
        {
            IReadOnlyList<Row> rows = told.Collect(cancellation);
            long sum = rows.Sum(row => long.Parse(row.GetAs<string>("sum"), CultureInfo.InvariantCulture));
            if (sum != (long)Rows * (Rows - 1) / 2 || rows.Any(row => row.GetAs<string>("broadcast") != Convert.ToHexString(sent)))
                throw new GateRefusedException("the rows that came back from the worker are not those that were sent: run again, and report it if it happens again");
            return Report(rows[0]);
        }
        catch (SparkException failure) when (TaskFailure.Explain(failure) is { } explained)
        {
            throw explained;
        }
    }

    private RoundTripReport Report(Row told)
    {
        JavaGateway gateway = session.Gateway;
        return new RoundTripReport(
            session.Version(),
            gateway.CallStatic<string>("scala.util.Properties", "versionNumberString"),
            gateway.CallStatic<string>("java.lang.System", "getProperty", "java.version"),
            gateway.CallStatic<string>("org.apache.hadoop.util.VersionInfo", "getVersion"),
            session.SparkContext.Master,
            told.GetAs<string>("worker"),
            BuildId.Of(typeof(SparkRoundTrip).Assembly),
            told.GetAs<string>("build"),
            told.GetAs<string>("net"),
            told.GetAs<string>("onnxruntime"));
    }

    private static IEnumerable<RecordBatch> Tell(IEnumerable<RecordBatch> batches, TaskContext task)
    {
        long sum = batches.Sum(batch => ((Int64Array)batch.Column(0)).Values.ToArray().Sum());
        ReadOnlyMemory<byte> received = task.Broadcasts[long.Parse(task.Argument!, CultureInfo.InvariantCulture)].ReadAll();
        string[] facts =
        [
            Environment.ProcessPath ?? AppContext.BaseDirectory,
            BuildId.Of(typeof(SparkRoundTrip).Assembly),
            RuntimeInformation.FrameworkDescription,
            OrtEnv.Instance().GetVersionString(),
            Convert.ToHexString(received.Span),
            sum.ToString(CultureInfo.InvariantCulture),
        ];
        yield return new RecordBatch(
            new Schema(Facts.Select(name => new Field(name, StringType.Default, nullable: true))),
            [.. facts.Select(fact => new StringArray.Builder().Append(fact).Build())], 1);
    }
}

/// <summary>Who took part in a round trip.</summary>
/// <param name="Spark">Spark's version.</param>
/// <param name="Scala">Its Scala's version.</param>
/// <param name="Java">The driver's Java.</param>
/// <param name="Hadoop">Its Hadoop's version.</param>
/// <param name="Master">Where Spark runs its tasks, for example <c>local[2]</c>.</param>
/// <param name="Worker">The worker's executable, as the executor knows it.</param>
/// <param name="DriverBuild">The driver's build: 64 hexadecimal digits.</param>
/// <param name="WorkerBuild">The worker's build; another one would have been refused.</param>
/// <param name="WorkerRuntime">The worker's .NET.</param>
/// <param name="ModelRuntime">The worker's ONNX Runtime.</param>
public sealed record RoundTripReport(
    string Spark, string Scala, string Java, string Hadoop, string Master, string Worker, string DriverBuild, string WorkerBuild,
    string WorkerRuntime, string ModelRuntime);
