namespace LoanDefault.Tests.Spark.Worker.Support;

/// <summary>What went over a worker's connection with a real Spark; see Recordings/README.md.</summary>
internal static class Recording
{
    // The recorded secret: i32 length and 64 characters.
    private const int SecretLength = 68;

    // The recorded answer to it: i32 worker id, i32 length, "ok".
    private const int GreetingLength = 10;

    public static readonly string[] Releases = ["3.5.9", "4.0.0", "4.1.0", "4.2.1", "4.3.0"];

    /// <summary>What Spark sent, behind its secret.</summary>
    public static byte[] ToWorker(string release, string name) => File.ReadAllBytes(PathOf(release, name, "jvm2worker"))[SecretLength..];

    /// <summary>What the worker sent, behind its greeting.</summary>
    public static byte[] FromWorker(string release, string name) => File.ReadAllBytes(PathOf(release, name, "worker2jvm"))[GreetingLength..];

    private static string PathOf(string release, string name, string direction) =>
        Path.Combine(RepositoryFiles.Root, "tests/LoanDefault.Tests/Spark/Worker/Recordings", release, $"{name}.{direction}.bin");
}
