#load "build/image.cake"
#load "build/native.cake"
#load "build/spark.cake"
#load "build/tests.cake"
#load "build/up-to-date.cake"

var settings = new BuildSettings(
    Target: Argument("target", "Demo"),
    Configuration: Argument("configuration", "Release"),
    Filter: Argument("filter", ""),
    Arguments: Argument("arguments", ""),
    SparkArguments: Argument("spark-arguments", ""));

public record BuildSettings(string Target, string Configuration, string Filter, string Arguments, string SparkArguments)
{
    public string Program => "artifacts/bin/loandefault";
    public string Worker => "artifacts/bin/worker";
    public string Command => $"{Program}/loandefault";
    public string Applications => "artifacts/applications";
    public int DemoRows => 1_000_000;
}

// A failure is one line that says what to do; --verbosity=normal brings Cake's own report back.
var quiet = Context.Log.Verbosity == Verbosity.Quiet;
if (quiet)
    Context.Log.Verbosity = Verbosity.Quiet - 1;
Teardown(context =>
{
    if (context.Successful || !quiet)
        return;
    Console.Error.WriteLine($"build.sh: {context.ThrownException.Message}");
    Environment.Exit(1);
});

// Targets that people call ------------------------------------------------------------------------------------------

Task("Demo")
    .Description("build the program, then score 1,000,000 generated applications into artifacts/demo (the default)")
    .IsDependentOn("Publish")
    .IsDependentOn("__Generate")
    .IsDependentOn("__Score")
    .Does(() => System.IO.File.WriteAllText(
        "artifacts/closing-line",
        "\nTo call the program as 'loandefault' in this shell:\n"
        + $"  export PATH=\"{System.IO.Path.GetFullPath(settings.Program)}:$PATH\"\n"));

Task("Build")
    .Description("restore and compile everything, tests too, with warnings as errors")
    .IsDependentOn("__Restore")
    .IsDependentOn("__Compile");

Task("Publish")
    .Description("put the program into artifacts/bin/loandefault and what Spark's executors run into artifacts/bin/worker")
    .IsDependentOn("FetchNative")
    .Does(() =>
    {
        // In folders that a machine without .NET can run: an executor's, a container.
        PublishProgram("publish", "src/LoanDefault.Cli", settings.Program, "-p:CarriesRuntime=true");
        PublishProgram("publish-worker", "src/LoanDefault.Worker", settings.Worker, "-p:CarriesRuntime=true");
    });

Task("Archive")
    .Description("pack program and worker into artifacts/bin/loandefault.tar.gz, as YARN ships them to its containers")
    .IsDependentOn("Publish")
    .Does(() =>
    {
        var bin = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(settings.Worker));
        Run("tar", $"-czf {bin}/loandefault.tar.gz.part -C {bin} loandefault worker");
        System.IO.File.Move($"{bin}/loandefault.tar.gz.part", $"{bin}/loandefault.tar.gz", overwrite: true);
        Say("{0}/loandefault.tar.gz is what LOANDEFAULT_ARCHIVE names, here or in HDFS", bin);
    });

Task("FetchNative")
    .Description("fetch ONNX Runtime and DuckDB into .native (npm packages pinned in native-libraries.json)")
    .Does(() => FetchNative("runtime"));

Task("FetchTraining")
    .Description("fetch XGBoost into .native (Debian packages pinned in native-libraries.json); only training needs it")
    .Does(() => FetchNative("training"));

Task("GetSpark")
    .Description("download Apache Spark for tests and tries; --spark-version=, --spark-base=ADDRESS, --spark-folder=")
    .Does(() => GetSpark(Argument("spark-version", ""), Argument("spark-base", ""), Argument("spark-folder", ".native/dist-cache")));

Task("Train")
    .Description("train the reference model on the real sample into models/reference")
    .IsDependentOn("FetchTraining")
    .IsDependentOn("Publish")
    .Does(() => Run(settings.Command, "train --data data/lending_club.parquet --contract models/lending-club.contract.json --output models/reference --force"));

Task("BenchModel")
    .Description("train the benchmark model (500 trees, depth 6, 40 features) into artifacts/models/bench")
    .IsDependentOn("FetchTraining")
    .IsDependentOn("Build")
    .Does(() => Benchmark("model --output artifacts/models/bench"));

Task("Bench")
    .Description("measure the scoring run; then Spark beside PySpark (--arguments=, --spark-arguments='--check ...')")
    .IsDependentOn("BenchModel")
    .IsDependentOn("Publish")
    .Does(() => Benchmark($"run {settings.Arguments}"))
    .Does(() => Benchmark("kernels"))
    .Does(() => Benchmark($"spark {settings.SparkArguments}"));

Task("BenchSpark")
    .Description("measure Spark beside PySpark alone; --spark-arguments='--check ...'")
    .IsDependentOn("BenchModel")
    .IsDependentOn("Publish")
    .Does(() => Benchmark($"spark {settings.SparkArguments}"));

Task("Test")
    .Description("run every test; --filter=EXPRESSION runs some of them")
    .IsDependentOn("FetchTraining")
    .IsDependentOn("__FetchTestPeers")
    .IsDependentOn("__Format")
    .IsDependentOn("Build")
    .IsDependentOn("Publish")
    .Does(() => RunTests(settings.Configuration, settings.Filter));

Task("PinImages")
    .Description("write the digests of today's base images into image-bases.json (Docker with buildx)")
    .Does(PinImages);

Task("Image")
    .Description("build the images spark and embedded of Dockerfile; --registry=, --tag=dev, --spark-version=4.3.0 (Docker)")
    .Does(() => BuildImages(ImageArguments()));

Task("Scan")
    .Description("look for known vulnerabilities and secrets in what Image built; same options (Trivy)")
    .Does(() => ScanImages(ImageArguments()));

Task("Sign")
    .Description("push what Image built to --registry= and sign it; same options (Docker, cosign)")
    .Does(() => SignImages(ImageArguments()));

Task("Deploy")
    .Description("apply k8s/overlays/NAME to the cluster of KUBECONFIG; --overlay=NAME (kubectl)")
    .Does(() => Deploy(Argument("overlay", "")));

Task("Fuzz")
    .Description("break Arrow streams at random for --seconds=600 with --seed=2; what it finds is left in artifacts/fuzz")
    .IsDependentOn("Build")
    .Does(() => Fuzz(settings.Configuration, Argument("seconds", "600"), Argument("seed", "2")));

Task("Format")
    .Description("rewrite the sources as .editorconfig asks")
    .IsDependentOn("__Restore")
    .Does(() => DotNet("format LoanDefault.sln --no-restore --exclude .native"));

Task("Clean")
    .Description("remove artifacts and what the compiler made; what was fetched stays")
    .Does(() =>
    {
        CleanDirectory("artifacts");
        CleanDirectories("src/*/bin");
        CleanDirectories("src/*/obj");
        CleanDirectories("tests/*/bin");
        CleanDirectories("tests/*/obj");
    });

Task("Help")
    .Description("list the targets")
    .Does(() =>
    {
        Console.WriteLine("./build.sh [--target=TARGET] [--configuration=Release]\n");
        foreach (var task in Tasks.Where(t => !t.Name.StartsWith("__")).OrderBy(t => t.Name))
            Console.WriteLine($"  {task.Name,-14} {task.Description}");
    });

// Steps -------------------------------------------------------------------------------------------------------------

Task("__Restore")
    .IsDependentOn("FetchNative")
    .Does(() => DotNet("restore LoanDefault.sln --nologo -v quiet"));

Task("__Compile")
    .Does(() =>
    {
        Say("compiling the solution");
        DotNet($"build LoanDefault.sln -c {settings.Configuration} --no-restore --nologo -v quiet -clp:NoSummary");
    });

Task("__Format")
    .IsDependentOn("__Restore")
    .Does(() =>
    {
        Say("checking the formatting");
        DotNet("format LoanDefault.sln --no-restore --verify-no-changes --exclude .native");
    });

Task("__FetchTestPeers")
    .Does(() => FetchNative("test"));

// The folder counts only when its last file exists: an interrupted run starts again from nothing.
Task("__Generate")
    .WithCriteria(() => !System.IO.File.Exists($"{settings.Applications}/_SUCCESS"))
    .Does(() =>
    {
        Say("generating {0:N0} applications (once)", settings.DemoRows);
        CleanDirectory(settings.Applications);
        Run(settings.Command, $"generate --rows {settings.DemoRows} --seed 42 --output {settings.Applications}");
    });

Task("__Score")
    .Does(() =>
    {
        Say("scoring them with models/reference");
        CleanDirectory("artifacts/demo");
        Run(settings.Command, $"score --input {settings.Applications} --model models/reference --output artifacts/demo --business-date 2026-01-31");
    });

void PublishProgram(string step, string project, string folder, string options)
{
    if (IsUpToDate(step, ProgramSources(), folder))
        return;
    Say("compiling {0} into {1}", project, folder);
    ForgetUpToDate(step);
    CleanDirectory(folder);
    DotNet($"publish {project} -c {settings.Configuration} --nologo -v quiet -o {folder} {options}");
    MarkUpToDate(step, ProgramSources(), folder);
}

// What is about to happen, for the person who waits.
void Say(string template, params object[] arguments) => Console.Error.WriteLine("== " + template, arguments);

void Benchmark(string arguments) =>
    DotNet($"run --project tests/LoanDefault.Benchmarks -c {settings.Configuration} --no-build -- {arguments}");

void DotNet(string arguments) => Run("dotnet", arguments);

void Run(string command, string arguments)
{
    var exitCode = StartProcess(command, new ProcessSettings { Arguments = arguments });
    if (exitCode != 0)
        throw new CakeException($"'{command} {arguments}' ended with exit code {exitCode}: its own message is above");
}

if (Tasks.All(task => !string.Equals(task.Name, settings.Target, StringComparison.OrdinalIgnoreCase)))
{
    Console.Error.WriteLine($"build.sh: there is no target '{settings.Target}': ./build.sh --target=Help lists them");
    Environment.Exit(2);
}

RunTarget(settings.Target);
