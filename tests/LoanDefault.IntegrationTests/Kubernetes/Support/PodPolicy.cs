using System.Globalization;
using System.Text.Json.Nodes;

namespace LoanDefault.IntegrationTests.Kubernetes.Support;

/// <summary>What every pod of the project must be; stricter than Kubernetes' own 'restricted'.</summary>
internal static class PodPolicy
{
    private const string SparkUser = "185";

    private static readonly string[] VolumeKinds = ["configMap", "emptyDir", "persistentVolumeClaim", "secret"];

    /// <summary>The rules that a pod breaks.</summary>
    /// <param name="name">The name that messages have.</param>
    /// <param name="spec">The pod's spec.</param>
    public static IEnumerable<string> Violations(string name, JsonObject spec)
    {
        foreach (string flag in new[] { "hostNetwork", "hostPID", "hostIPC" })
            if (IsTrue(spec[flag]))
                yield return $"{name}: {flag}";
        foreach (JsonObject volume in Items(spec["volumes"]))
            if (!VolumeKinds.Any(volume.ContainsKey))
                yield return $"{name}: volume {volume["name"]} is none of {string.Join(", ", VolumeKinds)}";
        JsonNode? context = spec["securityContext"];
        if (!IsTrue(context?["runAsNonRoot"]) || Text(context?["runAsUser"]) != SparkUser)
            yield return $"{name}: runs not as user {SparkUser}";
        if (Text(context?["seccompProfile"]?["type"]) != "RuntimeDefault")
            yield return $"{name}: seccomp is not RuntimeDefault";
        if (Text(spec["serviceAccountName"]) is null or "default" && IsTrue(spec["automountServiceAccountToken"]))
            yield return $"{name}: mounts the token of the default account";
        if (Items(spec["containers"]).Concat(Items(spec["initContainers"])).ToList() is not { Count: > 0 } containers)
            yield return $"{name}: has no container";
        else
            foreach (string violation in containers.SelectMany(c => OfContainer($"{name}/{Text(c["name"])}", c)))
                yield return violation;
    }

    private static IEnumerable<string> OfContainer(string name, JsonObject container)
    {
        JsonNode? context = container["securityContext"];
        if (IsTrue(context?["privileged"]))
            yield return $"{name}: privileged";
        if (Text(context?["allowPrivilegeEscalation"]) != "false")
            yield return $"{name}: privilege escalation is allowed";
        if (!IsTrue(context?["readOnlyRootFilesystem"]))
            yield return $"{name}: the root file system can be written";
        if (!Items(context?["capabilities"]?["drop"], n => Text(n) == "ALL") || context?["capabilities"]?["add"] is not null)
            yield return $"{name}: keeps capabilities";
        if (Text(context?["runAsUser"]) is not (null or SparkUser))
            yield return $"{name}: runs not as user {SparkUser}";
        foreach (string resource in new[] { "cpu", "memory" })
            foreach (string kind in new[] { "requests", "limits" })
                if (container["resources"]?[kind]?[resource] is null)
                    yield return $"{name}: no {kind} of {resource}";
        foreach (JsonObject variable in Items(container["env"]).Where(v => v["valueFrom"]?["secretKeyRef"] is not null))
            yield return $"{name}: {Text(variable["name"])} brings a secret into the environment";
        if (Items(container["envFrom"]).Any(e => e.ContainsKey("secretRef")))
            yield return $"{name}: brings a secret into the environment";
    }

    private static IEnumerable<JsonObject> Items(JsonNode? node) => node is JsonArray array ? array.OfType<JsonObject>() : [];

    private static bool Items(JsonNode? node, Func<JsonNode?, bool> any) => node is JsonArray array && array.Any(any);

    private static bool IsTrue(JsonNode? node) => Text(node) == "true";

    private static string? Text(JsonNode? node) => node is null ? null : Convert.ToString(node.ToString(), CultureInfo.InvariantCulture);
}
