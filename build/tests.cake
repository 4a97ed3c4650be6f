// Runs the test projects and closes with one line that counts them all.

using System.Xml.Linq;

void RunTests(string configuration, string filter)
{
    var results = System.IO.Path.GetFullPath("artifacts/test-results");
    if (System.IO.Directory.Exists(results))
        System.IO.Directory.Delete(results, recursive: true);
    var failedRuns = new List<string>();
    var environment = new Dictionary<string, string> { ["LOANDEFAULT_PROGRAM"] = System.IO.Path.GetFullPath(settings.Command) };
    foreach (var project in new[] { "LoanDefault.Tests", "LoanDefault.IntegrationTests" })
    {
        Say("running {0}", project);
        var arguments = new ProcessArgumentBuilder()
            .Append("test").Append($"tests/{project}").Append("--no-build").Append("-c").Append(configuration)
            .Append("--nologo").Append("--logger").AppendQuoted($"trx;LogFileName={project}.trx")
            .Append("--logger").AppendQuoted("console;verbosity=minimal")
            .Append("--results-directory").AppendQuoted(results)
            .Append("--blame-hang-timeout").Append("20m");
        if (filter.Length > 0)
            arguments.Append("--filter").AppendQuoted(filter);
        if (StartProcess("dotnet", new ProcessSettings { Arguments = arguments, EnvironmentVariables = environment }) != 0)
            failedRuns.Add(project);
    }

    var counts = CountTests(results);
    if (failedRuns.Count > 0 && counts.Failed == 0)
        counts.Failed = failedRuns.Count;
    var skippedInCi = counts.Skipped > 0 && EnvironmentVariable("CI") == "true";
    if (skippedInCi)
        Error("{0} tests were skipped; with CI=true a skipped test is a failure: see above what is missing", counts.Skipped);
    var closingLine = $"{counts.Passed} passed, {counts.Failed} failed, {counts.Skipped} skipped";
    System.IO.File.WriteAllText("artifacts/closing-line", closingLine + "\n");
    if (counts.Failed > 0 || skippedInCi)
        throw new CakeException(closingLine);
    if (counts.Passed == 0)
        throw new CakeException("no test was run");
}

// The tests run the same fuzzer for 30 seconds with seed 1.
void Fuzz(string configuration, string seconds, string seed)
{
    Say("fuzzing for {0} seconds with seed {1}", seconds, seed);
    var arguments = new ProcessArgumentBuilder()
        .Append("test").Append("tests/LoanDefault.Tests").Append("--no-build").Append("-c").Append(configuration).Append("--nologo")
        .Append("--filter").AppendQuoted("FullyQualifiedName~FuzzTests")
        .Append("--logger").AppendQuoted("console;verbosity=detailed");
    var environment = new Dictionary<string, string> { ["LOANDEFAULT_FUZZ_SECONDS"] = seconds, ["LOANDEFAULT_FUZZ_SEED"] = seed };
    if (StartProcess("dotnet", new ProcessSettings { Arguments = arguments, EnvironmentVariables = environment }) != 0)
        throw new CakeException("the fuzzer found something: its message above names the stream, which is in artifacts/fuzz");
}

(int Passed, int Failed, int Skipped) CountTests(string results)
{
    (int Passed, int Failed, int Skipped) counts = default;
    if (!System.IO.Directory.Exists(results))
        return counts;
    foreach (var file in System.IO.Directory.GetFiles(results, "*.trx"))
    {
        var counters = XDocument.Load(file).Descendants().Single(e => e.Name.LocalName == "Counters");
        int Count(string name) => (int)counters.Attribute(name);
        counts.Passed += Count("passed");
        counts.Failed += Count("failed") + Count("error") + Count("timeout") + Count("aborted");
        counts.Skipped += Count("total") - Count("executed");
    }
    return counts;
}
