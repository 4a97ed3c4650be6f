// Runs the test projects and closes with one line that counts them all.

using System.Xml.Linq;

// Half the integration tests wait for daemons to start, to be killed and to be seen as gone: two lanes at once use both cores.
const string ClusterTests = "FullyQualifiedName~IntegrationTests.Hadoop|FullyQualifiedName~IntegrationTests.Kubernetes";
const string OtherTests = "FullyQualifiedName!~IntegrationTests.Hadoop&FullyQualifiedName!~IntegrationTests.Kubernetes";

void RunTests(string configuration, string filter)
{
    var results = System.IO.Path.GetFullPath("artifacts/test-results");
    if (System.IO.Directory.Exists(results))
        System.IO.Directory.Delete(results, recursive: true);
    System.IO.Directory.CreateDirectory(results);
    var failedRuns = new System.Collections.Concurrent.ConcurrentBag<string>();
    var environment = new Dictionary<string, string> { ["LOANDEFAULT_PROGRAM"] = System.IO.Path.GetFullPath(settings.Command) };

    void Run(string project, string name, string lane, string log)
    {
        var filters = string.Join("&", new[] { filter, lane }.Where(f => f.Length > 0).Select(f => $"({f})"));
        var arguments = new ProcessArgumentBuilder()
            .Append("test").Append($"tests/{project}").Append("--no-build").Append("-c").Append(configuration)
            .Append("--nologo").Append("--logger").AppendQuoted($"trx;LogFileName={name}.trx")
            .Append("--logger").AppendQuoted("console;verbosity=minimal")
            .Append("--results-directory").AppendQuoted(results)
            .Append("--blame-hang-timeout").Append("20m");
        if (filters.Length > 0)
            arguments.Append("--filter").AppendQuoted(filters);
        var process = new ProcessSettings { Arguments = arguments, EnvironmentVariables = environment };
        if (log is not null)
            process.SetRedirectStandardOutput(true).SetRedirectedStandardOutputHandler(line =>
            {
                System.IO.File.AppendAllText(log, line + "\n");
                return null;
            });
        if (StartProcess("dotnet", process) != 0)
            failedRuns.Add(name);
    }

    var clusterLog = System.IO.Path.Combine(results, "clusters.log");
    Say("running the tests in two lanes; what the lane of HDFS, YARN and Kubernetes says comes at the end, and until then is in {0}", clusterLog);
    var clusters = System.Threading.Tasks.Task.Run(() => Run("LoanDefault.IntegrationTests", "clusters", ClusterTests, clusterLog));
    Run("LoanDefault.Tests", "units", "", null);
    Run("LoanDefault.IntegrationTests", "integration", OtherTests, null);
    clusters.Wait();
    if (System.IO.File.Exists(clusterLog))
        Say("{0}", System.IO.File.ReadAllText(clusterLog));

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
