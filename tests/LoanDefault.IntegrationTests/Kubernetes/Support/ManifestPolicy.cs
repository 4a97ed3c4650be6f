using System.Text.Json.Nodes;

namespace LoanDefault.IntegrationTests.Kubernetes.Support;

/// <summary>What every folder of manifests must be.</summary>
internal static class ManifestPolicy
{
    /// <summary>The rules that a folder's objects break.</summary>
    public static IEnumerable<string> Violations(IReadOnlyList<JsonObject> manifests)
    {
        foreach ((string name, JsonObject spec) in manifests.SelectMany(Manifests.Pods))
            foreach (string violation in PodPolicy.Violations(name, spec))
                yield return violation;
        foreach (JsonObject manifest in manifests)
            foreach (string violation in OfObject($"{manifest["kind"]} {manifest["metadata"]?["name"]}", manifest))
                yield return violation;
        foreach (JsonObject manifest in manifests.Where(m => (string?)m["kind"] == "CronJob"))
            foreach (string violation in OfSchedule($"CronJob {manifest["metadata"]?["name"]}", manifest["spec"]!.AsObject(), manifests))
                yield return violation;
    }

    private static IEnumerable<string> OfObject(string name, JsonObject manifest)
    {
        string kind = (string)manifest["kind"]!;
        if (kind == "Secret")
            yield return $"{name}: a secret lies in a file";
        if (kind is "ClusterRole" or "ClusterRoleBinding")
            yield return $"{name}: rights beyond the namespace";
        if (kind == "Role" && manifest["rules"]!.ToJsonString().Contains('*', StringComparison.Ordinal))
            yield return $"{name}: a right for everything";
        if (kind == "ServiceAccount" && (bool?)manifest["automountServiceAccountToken"] != false)
            yield return $"{name}: gives its token to every pod";
        if (kind == "Service" && (string?)manifest["spec"]?["type"] is "LoadBalancer" or "NodePort")
            yield return $"{name}: is reached from outside";
        if (kind == "Namespace" && (string?)manifest["metadata"]?["labels"]?["pod-security.kubernetes.io/enforce"] != "restricted")
            yield return $"{name}: admits pods that are not 'restricted'";
    }

    private static IEnumerable<string> OfSchedule(string name, JsonObject spec, IReadOnlyList<JsonObject> manifests)
    {
        if ((string?)spec["concurrencyPolicy"] != "Forbid")
            yield return $"{name}: two nights at once";
        foreach (string field in new[] { "timeZone", "startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit" })
            if (spec[field] is null)
                yield return $"{name}: no {field}";
        JsonNode job = spec["jobTemplate"]!["spec"]!;
        foreach (string field in new[] { "backoffLimit", "activeDeadlineSeconds", "ttlSecondsAfterFinished" })
            if (job[field] is null)
                yield return $"{name}: no {field}";
        JsonNode? rule = job["podFailurePolicy"]?["rules"]?.AsArray().FirstOrDefault(r => (string?)r!["action"] == "FailJob");
        string container = (string)job["template"]!["spec"]!["containers"]![0]!["name"]!;
        if (rule?["onExitCodes"]?["values"]?.ToJsonString() != "[2,3,4,5]" || (string?)rule["onExitCodes"]!["containerName"] != container)
            yield return $"{name}: exit codes 2 to 5 are tried again";
        JsonNode? arguments = manifests.FirstOrDefault(m => ((string?)m["metadata"]!["name"])!.StartsWith("loandefault-job-", StringComparison.Ordinal))?["data"];
        if (arguments is not null && (string?)arguments["TIME_ZONE"] != (string?)spec["timeZone"])
            yield return $"{name}: the schedule's time zone is not the business date's";
    }
}
