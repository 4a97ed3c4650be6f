using System.Diagnostics;
using System.Text;

namespace LoanDefault.IntegrationTests.Support;

/// <summary>A Java program beside its test, started from its source, that answers each line on standard input with one line.</summary>
internal sealed class JavaPeer : IDisposable
{
    private static readonly TimeSpan HangTimeout = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    /// <summary>Starts it.</summary>
    /// <param name="options">Options of Java's, classpath included.</param>
    /// <param name="source">The source file.</param>
    /// <param name="arguments">The program's arguments.</param>
    public JavaPeer(IEnumerable<string> options, string source, params string[] arguments)
    {
        var start = new ProcessStartInfo("java", [.. options, source, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        _process = Start(start);
        _process.ErrorDataReceived += (_, line) => AppendError(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>Asks, and takes the answer without the word that it must start with.</summary>
    /// <param name="question">One line.</param>
    /// <param name="expected">How an answer starts that is no failure.</param>
    public string Ask(string question, string expected)
    {
        _process.StandardInput.WriteLine(question.ReplaceLineEndings(" "));
        _process.StandardInput.Flush();
        Task<string?> answer = _process.StandardOutput.ReadLineAsync();
        if (!answer.Wait(HangTimeout))
            throw new TimeoutException($"Java hangs at: {question}");
        Assert.That(answer.Result, Does.StartWith(expected), $"{question}\n{Errors()}");
        return answer.Result![expected.Length..];
    }

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
