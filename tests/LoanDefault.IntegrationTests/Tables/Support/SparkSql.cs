using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Support;

namespace LoanDefault.IntegrationTests.Tables.Support;

/// <summary>Apache Spark with Delta Lake, in a Java process that answers SQL statements (SparkSql.java).</summary>
internal sealed class SparkSql : IDisposable
{
    private const string SparkArchive = "spark-3.5.9";
    private const string DeltaArchive = "delta-3.3.2";
    private const string Rows = "ROWS ";

    private static readonly TimeSpan HangTimeout = TimeSpan.FromMinutes(5);

    // What Spark's own launcher opens of Java 17's modules.
    private static readonly string[] OpenModules =
    [
        "java.base/java.lang", "java.base/java.lang.invoke", "java.base/java.lang.reflect", "java.base/java.io",
        "java.base/java.net", "java.base/java.nio", "java.base/java.util", "java.base/java.util.concurrent",
        "java.base/java.util.concurrent.atomic", "java.base/sun.nio.ch", "java.base/sun.nio.cs",
        "java.base/sun.security.action", "java.base/sun.util.calendar",
    ];

    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    public SparkSql(string scratchFolder)
    {
        string spark = Archives.Unpack(SparkArchive), delta = Archives.Unpack(DeltaArchive);
        var start = new ProcessStartInfo("java")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in (string[])["-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", .. OpenModules.Select(module => $"--add-opens={module}=ALL-UNNAMED")])
            start.ArgumentList.Add(argument);
        foreach (string argument in (string[])["-cp", $"{spark}/jars/*:{delta}/*", Source, scratchFolder])
            start.ArgumentList.Add(argument);
        _process = Start(start);
        _process.ErrorDataReceived += (_, line) => AppendError(line.Data);
        _process.BeginErrorReadLine();
    }

    private static string Source => Repository.PathOf("tests/LoanDefault.IntegrationTests/Tables/Support/SparkSql.java");

    /// <summary>Runs a statement and returns its rows.</summary>
    public JsonArray Run(string statement)
    {
        _process.StandardInput.WriteLine(statement.ReplaceLineEndings(" "));
        _process.StandardInput.Flush();
        Task<string?> answer = _process.StandardOutput.ReadLineAsync();
        if (!answer.Wait(HangTimeout))
            throw new TimeoutException($"Spark hangs at: {statement}");
        Assert.That(answer.Result, Does.StartWith(Rows), $"{statement}\n{Errors()}");
        return JsonNode.Parse(answer.Result![Rows.Length..])!.AsArray();
    }

    /// <summary>Runs a statement that gives one row.</summary>
    public JsonObject RunSingle(string statement) => Run(statement).Single()!.AsObject();

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Archives.Missing("java is missing: install a Java 17 runtime with its compiler (openjdk-17-jdk-headless)");
            throw;
        }
    }

    private void AppendError(string? line)
    {
        lock (_errors)
            _errors.AppendLine(line);
    }

    private string Errors()
    {
        lock (_errors)
            return _errors.ToString();
    }
}
