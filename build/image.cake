// Images and what becomes of them. Each target starts the tool that does the work, and says in one line when it is missing.

using System.Text.Json.Nodes;

const string ImageBases = "image-bases.json";

public record ImageSettings(string Registry, string Tag, string SparkVersion)
{
    public string Spark => $"{Prefix}loandefault-spark:{Tag}";
    public string Embedded => $"{Prefix}loandefault:{Tag}";
    string Prefix => Registry.Length == 0 ? "" : Registry.TrimEnd('/') + "/";
}

ImageSettings ImageArguments() => new(Argument("registry", ""), Argument("tag", "dev"), Argument("spark-version", "4.3.0"));

void RequireTool(string tool, string advice)
{
    if (!TryExecute(tool, new[] { "version" }, ".", out var error))
        throw new CakeException($"'{tool}' does not work here ({error}): {advice}");
}

// Asks each registry what its tag means today; the change is reviewed like any other.
void PinImages()
{
    RequireTool("docker", "install Docker with buildx");
    var pins = JsonNode.Parse(System.IO.File.ReadAllText(ImageBases));
    foreach (var image in pins["bases"].AsArray().Concat(pins["spark"].AsArray()))
        image["digest"] = Digest((string)image["image"]);
    System.IO.File.WriteAllText(ImageBases, pins.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
}

string Digest(string image)
{
    var arguments = new ProcessArgumentBuilder().Append("buildx imagetools inspect").AppendQuoted(image).Append("--format").AppendQuoted("{{.Manifest.Digest}}");
    using var process = StartAndReturnProcess("docker", new ProcessSettings { Arguments = arguments, RedirectStandardOutput = true });
    process.WaitForExit();
    var digest = process.GetStandardOutput().FirstOrDefault() ?? "";
    return process.GetExitCode() == 0 && digest.StartsWith("sha256:")
        ? digest
        : throw new CakeException($"the digest of {image} cannot be read: its own message is above");
}

void BuildImages(ImageSettings image)
{
    var arguments = BaseArguments(image.SparkVersion);
    RequireTool("docker", "install Docker with buildx, and start its daemon");
    var revision = new ProcessArgumentBuilder().Append($"--build-arg REVISION={Revision()}").Render();
    foreach (var (target, name) in new[] { ("embedded", image.Embedded), ("spark", image.Spark) })
    {
        Say("building {0}", name);
        Run("docker", $"buildx build --load --target {target} --tag {name} {revision} {arguments} .");
    }
}

// What pins the bases, as arguments of the Dockerfile.
string BaseArguments(string sparkVersion)
{
    var pins = JsonNode.Parse(System.IO.File.ReadAllText(ImageBases));
    var spark = pins["spark"].AsArray().FirstOrDefault(s => (string)s["version"] == sparkVersion)
        ?? throw new CakeException($"{ImageBases} has no base for Spark {sparkVersion}: add it, then ./build.sh --target=PinImages");
    var all = pins["bases"].AsArray().Select(b => ((string)b["argument"], b)).Append(("SPARK_DIGEST", spark)).ToList();
    if (all.FirstOrDefault(b => b.Item2["digest"] is null) is { Item2: { } unpinned })
        throw new CakeException($"{(string)unpinned["image"]} has no digest in {ImageBases}: run ./build.sh --target=PinImages where the registries are reachable, and commit what it writes");
    var digests = all.Select(b => $"--build-arg {b.Item1}={(string)b.Item2["digest"]}");
    var tag = ((string)spark["image"]).Split(':')[1];
    return string.Join(' ', digests) + $" --build-arg SPARK_VERSION={sparkVersion} --build-arg SPARK_TAG={tag}";
}

string Revision()
{
    using var process = StartAndReturnProcess("git", new ProcessSettings { Arguments = "rev-parse HEAD", RedirectStandardOutput = true });
    process.WaitForExit();
    return process.GetStandardOutput().FirstOrDefault() ?? "unknown";
}

void ScanImages(ImageSettings image)
{
    RequireTool("trivy", "install Trivy");
    foreach (var name in new[] { image.Embedded, image.Spark })
    {
        Say("scanning {0} for known vulnerabilities and for secrets", name);
        Run("trivy", $"image --exit-code 1 --severity HIGH,CRITICAL --ignore-unfixed --scanners vuln,secret {name}");
    }
}

// Pushes, then signs what the registry says it has: a tag may move, a digest does not.
void SignImages(ImageSettings image)
{
    if (image.Registry.Length == 0)
        throw new CakeException("--registry is missing: name where the images go, such as --registry=registry.example.com/loandefault");
    RequireTool("docker", "install Docker with buildx, and start its daemon");
    RequireTool("cosign", "install cosign");
    foreach (var name in new[] { image.Embedded, image.Spark })
    {
        Say("pushing and signing {0}", name);
        Run("docker", $"push {name}");
        Run("cosign", $"sign --yes {name[..name.LastIndexOf(':')]}@{Digest(name)}");
    }
}

// A server-side dry run first: a folder that the cluster refuses changes nothing there.
void Deploy(string overlay)
{
    var folder = $"k8s/overlays/{overlay}";
    if (overlay.Length == 0 || !System.IO.Directory.Exists(folder))
        throw new CakeException($"--overlay must be one of {string.Join(", ", System.IO.Directory.GetDirectories("k8s/overlays").Select(System.IO.Path.GetFileName).OrderBy(n => n))}");
    var kubectl = Argument("kubectl", System.IO.File.Exists(".native/kubernetes/kubectl") ? ".native/kubernetes/kubectl" : "kubectl");
    if (!TryExecute(kubectl, new[] { "version" }, ".", out var error))
        throw new CakeException($"'{kubectl} version' failed ({error}): install kubectl, and name the cluster by KUBECONFIG");
    Say("applying {0}", folder);
    Run(kubectl, $"apply -k {folder} --dry-run=server");
    Run(kubectl, $"apply -k {folder}");
}
