using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace LoanDefault.IntegrationTests.Kubernetes.Support;

/// <summary>YAML as JSON.</summary>
internal static class Manifests
{
    /// <summary>The folders that an operator applies.</summary>
    public static readonly string[] Folders =
    [
        "k8s/overlays/local", "k8s/overlays/eks", "k8s/overlays/aks", "k8s/overlays/gke", "k8s/overlays/on-premises", "k8s/standalone",
    ];

    private static readonly ConcurrentDictionary<string, string> Built = new();

    /// <summary>The objects of a folder with a kustomization.yaml.</summary>
    public static IReadOnlyList<JsonObject> Of(string folder) => Parse(Built.GetOrAdd(folder, Tools.Kustomize));

    /// <summary>The documents of a YAML text.</summary>
    public static IReadOnlyList<JsonObject> Parse(string yaml)
    {
        IDeserializer reader = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();
        var parser = new MergingParser(new Parser(new StringReader(yaml)));
        parser.Consume<StreamStart>();
        var documents = new List<JsonObject>();
        while (parser.Accept<DocumentStart>(out _))
            documents.Add(ToJson(reader.Deserialize<object?>(parser))!.AsObject());
        return documents;
    }

    /// <summary>The pods that an object makes, by name.</summary>
    public static IEnumerable<(string Name, JsonObject Spec)> Pods(JsonObject manifest)
    {
        JsonNode? spec = manifest["spec"];
        JsonNode? pod = (string?)manifest["kind"] switch
        {
            "Pod" => spec,
            "Job" or "Deployment" or "StatefulSet" or "DaemonSet" => spec?["template"]?["spec"],
            "CronJob" => spec?["jobTemplate"]?["spec"]?["template"]?["spec"],
            _ => null,
        };
        if (pod is JsonObject found)
            yield return ($"{(string?)manifest["kind"]} {(string?)manifest["metadata"]?["name"]}", found);
    }

    private static JsonNode? ToJson(object? node) => node switch
    {
        null => null,
        IDictionary<object, object> map => new JsonObject(map.Select(e => KeyValuePair.Create(e.Key.ToString()!, ToJson(e.Value)))),
        IList<object> list => new JsonArray([.. list.Select(ToJson)]),
        _ => System.Text.Json.JsonSerializer.SerializeToNode(node),
    };
}
