using System.Collections;
using System.Globalization;
using System.Net;
using LoanDefault.Core.Errors;

namespace LoanDefault.Spark.Worker.Daemon;

/// <summary>What Spark tells a worker process through its environment.</summary>
/// <param name="Secret">What each TCP connection must prove to know, or null with Unix sockets.</param>
/// <param name="UnixSocketFolder">Where the daemon makes its socket, or null for TCP.</param>
/// <param name="DriverlessPort">Where a process for one task connects to, or null.</param>
/// <param name="DriverlessSocketPath">The same with Unix sockets, or null.</param>
/// <param name="PrefersIPv6">Loopback is ::1.</param>
/// <param name="AuthenticationTimeout">How long a connection may take to prove the secret.</param>
internal sealed record WorkerEnvironment(
    string? Secret,
    string? UnixSocketFolder,
    int? DriverlessPort,
    string? DriverlessSocketPath,
    bool PrefersIPv6,
    TimeSpan AuthenticationTimeout)
{
    /// <summary>This machine's own address.</summary>
    public IPAddress Loopback => PrefersIPv6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;

    /// <summary>Spark starts one process for each task and the process connects (<c>spark.python.use.daemon=false</c>).</summary>
    public bool IsForOneTask => DriverlessPort is not null || DriverlessSocketPath is not null;

    /// <summary>Reads the variables that Spark sets.</summary>
    /// <exception cref="WrongUseException">They are not there: something else started this process.</exception>
    public static WorkerEnvironment Read(IDictionary variables)
    {
        string? Value(string name) => variables[name] is string { Length: > 0 } value ? value : null;
        bool usesUnixSockets = string.Equals(Value("PYTHON_UNIX_DOMAIN_ENABLED"), "true", StringComparison.OrdinalIgnoreCase);
        var environment = new WorkerEnvironment(
            Value("PYTHON_WORKER_FACTORY_SECRET"),
            usesUnixSockets ? Value("PYTHON_WORKER_FACTORY_SOCK_DIR") : null,
            Number(Value("PYTHON_WORKER_FACTORY_PORT")),
            usesUnixSockets ? Value("PYTHON_WORKER_FACTORY_SOCK_PATH") : null,
            string.Equals(Value("SPARK_PREFER_IPV6"), "true", StringComparison.OrdinalIgnoreCase),
            TimeSpan.FromSeconds(Number(Value("SPARK_AUTH_SOCKET_TIMEOUT")) ?? 15));
        if (environment.Secret is null && environment.UnixSocketFolder is null && environment.DriverlessSocketPath is null)
            throw new WrongUseException("PYTHON_WORKER_FACTORY_SECRET is not set: Spark starts this program on its executors, people do not");
        return environment;
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : null;
}
