using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace LoanDefault.Spark.Functions;

/// <summary>
/// Finds the assembly of a function: in the program's own folder, else among the files that the driver added. Files of another
/// session, or a file that was replaced, are loaded beside the old ones.
/// </summary>
internal static class FunctionAssemblies
{
    private static readonly ConcurrentDictionary<(string Path, DateTime Written, long Length), Lazy<Assembly>> Added = new();

    static FunctionAssemblies() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
        PathIn(AppContext.BaseDirectory, name.Name) is { } path ? context.LoadFromAssemblyPath(path) : null;

    /// <param name="name">The assembly's simple name.</param>
    /// <param name="filesDirectory">Where files lie that the driver added; empty for none.</param>
    /// <returns>The assembly, or null when it is in neither place.</returns>
    /// <exception cref="BadImageFormatException">The file is no .NET assembly.</exception>
    public static Assembly? Find(string name, string filesDirectory) => InProgram(name) ?? InFiles(name, filesDirectory);

    private static Assembly? InProgram(string name)
    {
        try
        {
            return Assembly.Load(new AssemblyName(name));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static Assembly? InFiles(string name, string directory)
    {
        if (PathIn(directory, name) is not { } path)
            return null;
        var file = new FileInfo(path);
        return Added.GetOrAdd((path, file.LastWriteTimeUtc, file.Length), static key => new Lazy<Assembly>(() => new AddedFiles(key.Path).Main)).Value;
    }

    // A name with a folder in it would leave the directory.
    private static string? PathIn(string directory, string? name) =>
        directory.Length > 0 && !string.IsNullOrEmpty(name) && Path.GetFileName(name) == name && Path.Combine(directory, name + ".dll") is { } path && File.Exists(path)
            ? path
            : null;

    /// <summary>One added assembly with those that it needs from the same folder. Read into memory: Spark may replace the files.</summary>
    private sealed class AddedFiles : AssemblyLoadContext
    {
        private readonly string _folder;

        public AddedFiles(string main)
            : base(main)
        {
            _folder = Path.GetDirectoryName(main)!;
            Main = Load(main);
        }

        public Assembly Main { get; }

        // What the program has itself stays the program's: the function's types must be the worker's own.
        protected override Assembly? Load(AssemblyName assemblyName) =>
            InProgram(assemblyName.Name!) is null && PathIn(_folder, assemblyName.Name) is { } path ? Load(path) : null;

        private Assembly Load(string path)
        {
            using var content = new MemoryStream(File.ReadAllBytes(path));
            return LoadFromStream(content);
        }
    }
}
