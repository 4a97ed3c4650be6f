namespace LoanDefault.IntegrationTests.Spark.Worker;

/// <summary>A folder of small programs, gone when it is disposed.</summary>
internal sealed class ScriptFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("loandefault-").FullName;

    public string Write(string name, string body)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>Programs named python and python3 that only leave a line in a file when somebody starts them.</summary>
    /// <returns>The file.</returns>
    public string WatchPythons()
    {
        string started = System.IO.Path.Combine(Path, "started-pythons");
        foreach (string name in (string[])["python", "python3"])
            Write(name, $"echo \"$0 $*\" >> '{started}'; exit 1");
        return started;
    }

    /// <summary>A SPARK_HOME whose executors' logs go into this folder: a local cluster writes them into SPARK_HOME itself.</summary>
    public string LinkSpark(string home)
    {
        string linked = Directory.CreateDirectory(System.IO.Path.Combine(Path, "spark")).FullName;
        foreach (string entry in Directory.GetFileSystemEntries(home))
        {
            if (System.IO.Path.GetFileName(entry) != "work")
                File.CreateSymbolicLink(System.IO.Path.Combine(linked, System.IO.Path.GetFileName(entry)), entry);
        }
        return linked;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
