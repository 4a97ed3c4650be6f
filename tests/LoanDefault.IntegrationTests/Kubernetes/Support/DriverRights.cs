namespace LoanDefault.IntegrationTests.Kubernetes.Support;

/// <summary>What Spark's driver calls in client mode, over a good run, a lost executor and a lost driver.</summary>
internal static class DriverRights
{
    private static readonly string[] Both =
    [
        "pods create", "pods get", "pods list", "pods watch", "pods delete", "pods deletecollection",
        "configmaps create", "configmaps deletecollection",
        "services deletecollection",
        "persistentvolumeclaims list", "persistentvolumeclaims deletecollection",
    ];

    /// <summary>Those of one release.</summary>
    public static IReadOnlyList<string> Of(string version) => version is "3.5.9" or "4.3.0"
        ? Both
        : throw new ArgumentOutOfRangeException(nameof(version), version, "its calls were not recorded");
}
