using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;

namespace LoanDefault.Spark.Gateway;

/// <summary>A Spark that this process starts (<c>spark-submit pyspark-shell</c>) and that ends with it: its standard input is our pipe.</summary>
internal sealed class SparkProcess : IDisposable
{
    private const string AddressFileVariable = "_PYSPARK_DRIVER_CONN_INFO_PATH";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    // Ctrl-C reaches the whole process group; Spark must live long enough to be told to cancel.
    private const string ShellStart = "trap '' INT; exec \"$@\"";
    private const string ShellStartIntoLog = "trap '' INT; log=$1; shift; exec \"$@\" >>\"$log\" 2>&1";

    private readonly Process _process;
    private readonly string? _logFile;

    private SparkProcess(Process process, GatewayAddress address, string? logFile)
    {
        _process = process;
        Address = address;
        _logFile = logFile;
    }

    /// <summary>Where its gateway listens.</summary>
    public GatewayAddress Address { get; }

    /// <summary>Starts Spark and waits for its gateway.</summary>
    /// <param name="home">Spark's folder.</param>
    /// <param name="settings">What must be known before Spark's JVM starts, for example <c>spark.driver.memory</c>.</param>
    /// <param name="logFile">Where Spark's output goes; null: where this process's own goes.</param>
    /// <exception cref="GatewayException">Spark ended or did not open its gateway in time.</exception>
    public static SparkProcess Start(string home, IEnumerable<KeyValuePair<string, string>> settings, string? logFile = null)
    {
        string folder = Directory.CreateTempSubdirectory("loandefault-gateway-").FullName;
        try
        {
            string addressFile = Path.Combine(folder, "address");
            Process process = Process.Start(StartInfo(home, settings, logFile, addressFile))!;
            try
            {
                return new SparkProcess(process, WaitForAddress(process, addressFile, logFile), logFile);
            }
            catch (GatewayException)
            {
                End(process);
                throw;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Lets Spark end by itself and, if it does not, ends it.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(StopTimeout))
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(string home, IEnumerable<KeyValuePair<string, string>> settings, string? logFile, string addressFile)
    {
        string[] shell = logFile is null ? ["-c", ShellStart, "sh"] : ["-c", ShellStartIntoLog, "sh", logFile];
        IEnumerable<string> options = settings.SelectMany(setting => new[] { "--conf", $"{setting.Key}={setting.Value}" });
        var start = new ProcessStartInfo("/bin/sh", [.. shell, SparkHome.SubmitOf(home), .. options, "pyspark-shell"])
        {
            RedirectStandardInput = true,
        };
        start.Environment[SparkHome.Variable] = home;
        start.Environment[AddressFileVariable] = addressFile;
        // Spark 4 would otherwise start its Connect server where the user has set that mode.
        start.Environment["SPARK_CONNECT_MODE"] = "0";
        return start;
    }

    private static GatewayAddress WaitForAddress(Process process, string file, string? logFile)
    {
        long started = Stopwatch.GetTimestamp();
        // Spark gives the file its name when it is complete.
        while (!File.Exists(file))
        {
            if (process.WaitForExit(PollInterval))
                throw new GatewayException($"Spark ended with exit code {process.ExitCode} before it was ready: {Reason(logFile)}");
            if (Stopwatch.GetElapsedTime(started) > StartTimeout)
                throw new GatewayException($"Spark was not ready within {StartTimeout.TotalSeconds:0} s: {Reason(logFile)}");
        }
        return ReadAddress(File.ReadAllBytes(file));
    }

    /// <summary>Big-endian: port, length of the secret, the secret.</summary>
    internal static GatewayAddress ReadAddress(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8 || BinaryPrimitives.ReadInt32BigEndian(bytes[4..]) != bytes.Length - 8)
            throw new GatewayException("Spark told its gateway's address in a form that is not known: use Apache Spark 3.5 or 4.x");
        return new GatewayAddress(BinaryPrimitives.ReadInt32BigEndian(bytes), Encoding.UTF8.GetString(bytes[8..]));
    }

    private static string Reason(string? logFile) => logFile is null
        ? "see its output above"
        : $"{(File.Exists(logFile) ? File.ReadLines(logFile).LastOrDefault(line => line.Trim().Length > 0) : null) ?? "it wrote nothing"} (see {logFile})";

    private static void End(Process process)
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
