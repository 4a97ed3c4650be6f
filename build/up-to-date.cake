// Skips a step whose inputs have not changed since it last succeeded: a second ./build.sh scores within seconds.

// What the step made counts too: a file that was removed, cut or replaced since is made again.
bool IsUpToDate(string step, IEnumerable<string> inputs, string output) =>
    System.IO.Directory.Exists(output)
    && System.IO.File.Exists(StampOf(step))
    && System.IO.File.ReadAllText(StampOf(step)) == Stamp(inputs, output);

void MarkUpToDate(string step, IEnumerable<string> inputs, string output)
{
    System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(StampOf(step)));
    System.IO.File.WriteAllText(StampOf(step), Stamp(inputs, output));
}

string Stamp(IEnumerable<string> inputs, string output) =>
    $"inputs {Fingerprint(inputs)}\noutput {Fingerprint(System.IO.Directory.GetFiles(output, "*", System.IO.SearchOption.AllDirectories))}\n";

void ForgetUpToDate(string step)
{
    if (System.IO.File.Exists(StampOf(step)))
        System.IO.File.Delete(StampOf(step));
}

string StampOf(string step) => $"artifacts/stamps/{step}";

string Fingerprint(IEnumerable<string> files)
{
    var lines = files.Select(file => new System.IO.FileInfo(file))
        .Where(file => file.Exists)
        .Select(file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}")
        .OrderBy(line => line, StringComparer.Ordinal);
    return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines))));
}

// What the program is made from.
IEnumerable<string> ProgramSources()
{
    var compiled = new[] { "bin", "obj" };
    var sources = System.IO.Directory.GetDirectories("src")
        .SelectMany(project => System.IO.Directory.GetDirectories(project)
            .Where(folder => !compiled.Contains(System.IO.Path.GetFileName(folder)))
            .SelectMany(folder => System.IO.Directory.GetFiles(folder, "*", System.IO.SearchOption.AllDirectories))
            .Concat(System.IO.Directory.GetFiles(project)));
    var packaged = System.IO.Directory.GetFiles("models").Concat(System.IO.Directory.GetFiles("data"));
    var settings = System.IO.Directory.GetFiles(".").Where(file => !file.EndsWith(".md"));
    var fetched = System.IO.Directory.Exists(".native/stamps") ? System.IO.Directory.GetFiles(".native/stamps") : Array.Empty<string>();
    return sources.Concat(packaged).Concat(settings).Concat(fetched);
}
