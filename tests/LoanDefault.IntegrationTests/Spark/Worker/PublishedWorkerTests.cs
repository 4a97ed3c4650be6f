using System.Buffers.Binary;
using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Support;

namespace LoanDefault.IntegrationTests.Spark.Worker;

/// <summary>The folder that <c>./build.sh --target=Publish</c> makes for executors.</summary>
internal sealed class PublishedWorkerTests
{
    private static string Program => LoanDefaultProgram.Folder;

    private static string Worker => Path.GetFullPath(Path.Combine(Program, "..", "worker"));

    [OneTimeSetUp]
    public void RequireFolder()
    {
        if (!Directory.Exists(Worker))
            Archives.Missing($"{Worker} is missing: run ./build.sh --target=Publish and set LOANDEFAULT_PROGRAM to artifacts/bin/loandefault/loandefault, as ./build.sh --target=Test does");
    }

    [Test]
    public void Driver_and_worker_are_of_one_build()
    {
        string[] shared = [.. Directory.GetFiles(Worker, "*.dll").Select(path => Path.GetFileName(path)!)
            .Where(name => name.StartsWith("LoanDefault.", StringComparison.Ordinal) || name == "Microsoft.ML.OnnxRuntime.dll")];

        Assert.That(shared, Does.Contain("LoanDefault.Spark.dll"));
        foreach (string name in shared)
            Assert.That(ModuleVersion(Path.Combine(Worker, name)), Is.EqualTo(ModuleVersion(Path.Combine(Program, name))), name);
    }

    [Test]
    public void The_folder_carries_ONNX_Runtime_and_no_engine()
    {
        string[] names = [.. Directory.GetFiles(Worker, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)!)];

        Assert.That(names, Does.Contain("libonnxruntime.so").And.Contain("libcoreclr.so"));
        Assert.That(names.Where(name => name.Contains("duckdb", StringComparison.OrdinalIgnoreCase) || name.Contains("xgboost", StringComparison.OrdinalIgnoreCase)), Is.Empty);
    }

    [Test]
    public void It_starts_on_a_machine_without_dotnet_and_ends_with_its_standard_input()
    {
        var start = new ProcessStartInfo(Path.Combine(Worker, "loandefault-worker"), ["-m", "pyspark.daemon", "pyspark.worker"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment.Clear();
        start.Environment["PYTHON_WORKER_FACTORY_SECRET"] = "secret";
        using Process process = Process.Start(start)!;
        byte[] port = new byte[4];
        process.StandardOutput.BaseStream.ReadExactly(port);
        process.StandardInput.Close();

        Assert.That(BinaryPrimitives.ReadInt32BigEndian(port), Is.InRange(1, 65_535));
        Assert.That(process.WaitForExit(20_000));
        Assert.That(process.ExitCode, Is.Zero);
    }

    [Test]
    public void A_person_who_starts_it_is_told_what_it_is_for()
    {
        using ChildProcess process = ChildProcess.Start(Path.Combine(Worker, "loandefault-worker"), []);
        ProcessResult result = process.WaitForExit();

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("Spark starts this program on its executors"));
    }

    private static Guid ModuleVersion(string path)
    {
        using FileStream file = File.OpenRead(path);
        using var image = new PEReader(file);
        MetadataReader metadata = image.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }
}
