using LoanDefault.Core.Errors;

namespace LoanDefault.Spark.Gateway;

/// <summary>
/// The connection to Spark's JVM does not work: it cannot be opened, was refused, was closed, or the peer speaks another
/// language. What Spark itself reports is a <see cref="SparkException"/>.
/// </summary>
public sealed class GatewayException : LoanDefaultException
{
    /// <summary>Creates the failure.</summary>
    /// <param name="message">One line: what is wrong, where, and what to do.</param>
    /// <param name="innerException">The failure beneath, or null.</param>
    /// <param name="isLost">See <see cref="IsLost"/>.</param>
    public GatewayException(string message, Exception? innerException = null, bool isLost = false)
        : base(message, innerException)
    {
        IsLost = isLost;
    }

    /// <summary>True when the JVM has gone: nothing that it held can be used again.</summary>
    public bool IsLost { get; }

    /// <summary>True when a gateway is there and does not accept this program: it is another Spark's.</summary>
    public bool IsRefused { get; private init; }

    internal static GatewayException Refused(string address, string reason) =>
        new($"Spark's gateway at {address} refuses the secret ({reason}): it belongs to another Spark; start this program by spark-submit, or unset PYSPARK_GATEWAY_PORT and PYSPARK_GATEWAY_SECRET")
        {
            IsRefused = true,
        };

    internal static GatewayException Malformed(string what) =>
        new($"Spark's gateway sent {what}: is another program listening on its port?");

    internal static GatewayException Stopped(SparkException failure) =>
        new("Spark was stopped while it worked, by a signal, by its cluster or because its JVM fell: its log says why", failure, isLost: true);

    internal static GatewayException Lost(Exception? cause = null) =>
        new("Spark's JVM has closed the connection: it was stopped or has crashed; its log says why", cause, isLost: true);
}
