namespace LoanDefault.Spark.Gateway;

/// <summary>Where Spark's gateway listens, and the secret that it asks for.</summary>
/// <param name="Port">A port of the loopback interface.</param>
/// <param name="Secret">What only the processes of one user's session know.</param>
internal sealed record GatewayAddress(int Port, string Secret)
{
    private const string PortVariable = "PYSPARK_GATEWAY_PORT";
    private const string SecretVariable = "PYSPARK_GATEWAY_SECRET";

    /// <summary>What <c>spark-submit</c> told this process, or null when it did not start it.</summary>
    public static GatewayAddress? FromEnvironment() =>
        int.TryParse(Environment.GetEnvironmentVariable(PortVariable), out int port) && Environment.GetEnvironmentVariable(SecretVariable) is { Length: > 0 } secret
            ? new GatewayAddress(port, secret)
            : null;

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"127.0.0.1:{Port}";
}
