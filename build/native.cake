// Fetches what native-libraries.json pins. Each package is downloaded once, its hash checked before anything is
// taken from it, and a stamp left behind, so that a second build does nothing.

using System.Security.Cryptography;
using System.Text.Json;

void FetchNative(string group)
{
    var root = System.IO.Path.GetFullPath(".native");
    using var pins = JsonDocument.Parse(System.IO.File.ReadAllText("native-libraries.json"));
    foreach (var package in pins.RootElement.GetProperty("npm").EnumerateArray().Where(p => InGroup(p, group)))
        FetchPackage(root, package, DownloadNpm);
    foreach (var package in pins.RootElement.GetProperty("debian").EnumerateArray().Where(p => InGroup(p, group)))
        FetchPackage(root, package, DownloadDebian);
}

bool InGroup(JsonElement package, string group) => package.GetProperty("group").GetString() == group;

void FetchPackage(string root, JsonElement package, Func<string, string, string, string> download)
{
    var name = package.GetProperty("package").GetString();
    var version = package.GetProperty("version").GetString();
    var sha256 = package.GetProperty("sha256").GetString();
    // One package may serve two groups, which take different files from it.
    var group = package.GetProperty("group").GetString();
    var stamp = System.IO.Path.Combine(root, "stamps", $"{group}-{name.Replace("@", "").Replace("/", "-")}.json");
    var stamped = package.GetRawText();
    var taken = package.GetProperty("take").EnumerateObject().Select(take => System.IO.Path.Combine(root, take.Value.GetString()));
    if (System.IO.File.Exists(stamp) && System.IO.File.ReadAllText(stamp) == stamped && taken.All(System.IO.Path.Exists))
        return;

    var work = System.IO.Path.Combine(root, "download", Guid.NewGuid().ToString("N"));
    System.IO.Directory.CreateDirectory(work);
    try
    {
        Say("fetching {0} {1}", name, version);
        var archive = download(name, version, work);
        CheckHash(archive, name, version, sha256);
        var unpacked = System.IO.Path.Combine(work, "unpacked");
        System.IO.Directory.CreateDirectory(unpacked);
        if (archive.EndsWith(".deb"))
            Execute("dpkg", new[] { "-x", archive, unpacked }, work, "install dpkg, or name your own library: LOANDEFAULT_XGBOOST=/path/to/libxgboost.so");
        else
            Execute("tar", new[] { "-xzf", archive, "-C", unpacked }, work, "install tar");
        foreach (var take in package.GetProperty("take").EnumerateObject())
            Take(InFolder(unpacked, take.Name), System.IO.Path.Combine(root, take.Value.GetString()), name);
        System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(stamp));
        System.IO.File.WriteAllText(stamp, stamped);
    }
    finally
    {
        System.IO.Directory.Delete(work, recursive: true);
    }
}

string DownloadNpm(string name, string version, string work)
{
    Execute("npm", new[] { "pack", "--silent", $"{name}@{version}" }, work,
        "check that Node.js 20 or later is installed and that its package registry is reachable");
    return System.IO.Directory.GetFiles(work, "*.tgz").Single();
}

string DownloadDebian(string name, string version, string work)
{
    const string Advice = "or name your own library: LOANDEFAULT_XGBOOST=/path/to/libxgboost.so";
    if (!TryExecute("apt-get", new[] { "download", $"{name}={version}" }, work, out _))
    {
        // A fresh container has no package list yet.
        Execute("apt-get", new[] { "update", "-qq" }, work, $"run 'apt-get update' as root once, {Advice}");
        Execute("apt-get", new[] { "download", $"{name}={version}" }, work, $"Debian 12's packages are needed, {Advice}");
    }
    return System.IO.Directory.GetFiles(work, "*.deb").Single();
}

void CheckHash(string file, string name, string version, string expected)
{
    using var stream = System.IO.File.OpenRead(file);
    var actual = Convert.ToHexString(SHA256.HashData(stream)).ToLowerInvariant();
    if (actual != expected)
        throw new CakeException($"{name} {version} has SHA-256 {actual}, but native-libraries.json pins {expected}: nothing was taken from it; if the change is wanted, check where it comes from and update the pin");
}

// 'a.zip!b' is the file b inside the package's a.zip.
string InFolder(string folder, string path)
{
    var mark = path.IndexOf('!');
    if (mark < 0)
        return System.IO.Path.Combine(folder, path);
    var archive = System.IO.Path.Combine(folder, path[..mark]);
    var inside = archive + ".unpacked";
    if (!System.IO.Directory.Exists(inside))
        System.IO.Compression.ZipFile.ExtractToDirectory(archive, inside);
    return System.IO.Path.Combine(inside, path[(mark + 1)..]);
}

void Take(string from, string to, string package)
{
    System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to));
    if (System.IO.Directory.Exists(from))
    {
        foreach (var file in System.IO.Directory.GetFiles(from, "*", System.IO.SearchOption.AllDirectories).Where(f => !f.EndsWith(".meta")))
            Take(file, System.IO.Path.Combine(to, System.IO.Path.GetRelativePath(from, file)), package);
        return;
    }
    if (!System.IO.File.Exists(from))
        throw new CakeException($"{package} does not contain {System.IO.Path.GetFileName(from)}: native-libraries.json names a file that this version lacks");
    // A running program may have the old library mapped: the new one takes its name, the old bytes stay as they are.
    System.IO.File.Copy(from, to + ".tmp", overwrite: true);
    System.IO.File.Move(to + ".tmp", to, overwrite: true);
}

void Execute(string tool, string[] arguments, string work, string advice)
{
    if (!TryExecute(tool, arguments, work, out var error))
        throw new CakeException($"'{tool} {string.Join(' ', arguments)}' failed ({error}): {advice}");
}

bool TryExecute(string tool, string[] arguments, string work, out string error)
{
    var start = new System.Diagnostics.ProcessStartInfo(tool, arguments)
    {
        WorkingDirectory = work,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
    try
    {
        using var process = System.Diagnostics.Process.Start(start);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        output.Wait();
        error = (errors.Result + output.Result).Trim().Split('\n').LastOrDefault()?.Trim() is { Length: > 0 } line ? line : $"exit code {process.ExitCode}";
        return process.ExitCode == 0;
    }
    catch (System.ComponentModel.Win32Exception)
    {
        error = $"{tool} is not installed";
        return false;
    }
}
