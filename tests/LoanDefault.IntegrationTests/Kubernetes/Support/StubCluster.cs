using System.Text.Json.Nodes;

namespace LoanDefault.IntegrationTests.Kubernetes.Support;

/// <summary>An API server that checks RBAC and records every call, with pods as processes.</summary>
internal sealed class StubCluster : Cluster
{
    private readonly HttpClient _client = new();
    private readonly string _url;

    /// <summary>Starts it.</summary>
    /// <param name="sparkVersion">The Spark in its image.</param>
    /// <param name="image">The folder /opt/loandefault of its image.</param>
    public StubCluster(string sparkVersion, string image)
        : base("stub-" + sparkVersion)
    {
        StartRunner(sparkVersion, image, "--rbac", "--record", Record, "--bodies");
        string url = Path.Combine(Folder, "url");
        _url = Waiting.For("the stub's address", () => File.Exists(url) ? File.ReadAllText(url).Trim() : null);
        // It has no schemas to validate with.
        WriteKubectl($"--server {_url}", "--validate=false");
    }

    protected override string RunnerFolder => Folder;

    protected override string SparkMaster => $"k8s://{_url}";

    private string Record => Path.Combine(Folder, "calls.jsonl");

    public override void Dispose()
    {
        _client.Dispose();
        base.Dispose();
    }

    /// <summary>Kills a pod's processes as the kernel does when memory runs out.</summary>
    public void KillHard(JsonObject pod)
    {
        using HttpResponseMessage response = _client.PostAsync(
            new Uri($"{_url}/stub/pods/{Namespace}/{(string)pod["metadata"]!["name"]!}/kill?signal=9"), null).GetAwaiter().GetResult();
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The executors' pods as the driver made them.</summary>
    public IEnumerable<JsonObject> CreatedExecutors() => CallsOfPods()
        .Where(call => (string?)call["resource"] == "pods" && (string?)call["verb"] == "create")
        .Select(call => JsonNode.Parse((string)call["body"]!)!.AsObject());

    /// <summary>Calls by pods up to now: whose, what, and how they ended.</summary>
    public IReadOnlyList<ApiCall> Calls() =>
        [.. CallsOfPods().Select(call => new ApiCall((string)call["user"]!, (string)call["group"]!, (string)call["resource"]!, (string)call["verb"]!, (int)call["code"]!))];

    // Whoever calls without a token is an administrator: a test.
    private IEnumerable<JsonObject> CallsOfPods() =>
        File.ReadLines(Record).Select(line => JsonNode.Parse(line)!.AsObject()).Where(call => call["user"] is not null);
}

/// <summary>A call of the API.</summary>
internal sealed record ApiCall(string User, string Group, string Resource, string Verb, int Status)
{
    /// <summary>What a Role must allow for it.</summary>
    public string Right => $"{(Group.Length > 0 ? Group + "/" : "")}{Resource} {Verb}";
}
