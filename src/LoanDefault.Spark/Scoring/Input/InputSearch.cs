using LoanDefault.Core.Errors;
using LoanDefault.Spark.Hadoop;

namespace LoanDefault.Spark.Scoring.Input;

/// <summary>Finds the files of an input: of one file, of a folder with its subfolders, or of a glob.</summary>
internal static class InputSearch
{
    private const string AnyFolders = "/**/";

    // A path of this machine, taken for one of the cluster, is the likely mistake: say where was looked.
    private static BadInputException NoSuch(HadoopFiles files, string path) => files.LocalPath is not null || path.Contains("://", StringComparison.Ordinal)
        ? new($"{path}: no such file or folder: check --input", path)
        : new($"{path}: no such file or folder ({files.Qualified}): check --input; a path of this machine starts with file:// where HADOOP_CONF_DIR names a cluster", path);

    private static readonly char[] Wildcards = ['*', '?', '[', '{'];

    /// <summary>The folder that relative paths start from, qualified, and the files in no particular order.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="path">What the user gave.</param>
    /// <exception cref="BadInputException">Nothing is there, or a table instead of files.</exception>
    public static (string Root, IReadOnlyList<HadoopEntry> Files) Find(HadoopFiles files, string path)
    {
        if (files.Find(path) is { } entry)
            return entry.IsFolder ? (entry.Path, FilesBelow(files, entry.Path, path)) : (entry.Path[..entry.Path.LastIndexOf('/')], [entry]);
        if (path.IndexOfAny(Wildcards) < 0)
            throw NoSuch(files, path);
        string pattern = files.Qualified, literal = pattern[..pattern.IndexOfAny(Wildcards)];
        string root = literal[..literal.LastIndexOf('/')];
        bool namesNotes = HasNotes(pattern[root.Length..]);
        return (root, [.. FilesOfGlob(files, pattern, path).Where(e => namesNotes || !HasNotes(e.Path[root.Length..]))]);
    }

    // Hadoop's patterns end at folders: its '**' is a '*'.
    private static List<HadoopEntry> FilesOfGlob(HadoopFiles files, string pattern, string path)
    {
        string[] parts = pattern.Split(AnyFolders);
        if (parts.Length > 2 || parts.Any(p => p.Contains("**", StringComparison.Ordinal)))
            throw new BadInputException($"{path}: '**' stands for folders of any depth, once and between two '/': give such a glob, or the folder", path);
        if (parts.Length == 1)
            return [.. files.Glob(pattern).Where(e => !e.IsFolder)];
        var found = new List<HadoopEntry>();
        string level = parts[0];
        do
        {
            found.AddRange(files.Glob($"{level}/{parts[1]}").Where(e => !e.IsFolder));
            level += "/*";
        }
        while (files.Glob(level).Any(e => e.IsFolder));
        return found;
    }

    private static List<HadoopEntry> FilesBelow(HadoopFiles files, string folder, string path)
    {
        IReadOnlyList<HadoopEntry> entries = files.List(folder);
        if (entries.Any(e => e is { Name: "_delta_log", IsFolder: true }))
        {
            throw new BadInputException(
                $"{path}: is a Delta Lake table, whose folder also holds files that no longer count: give the files that its log names, or a copy written by its engine",
                path);
        }

        var found = new List<HadoopEntry>();
        foreach (HadoopEntry entry in entries.Where(e => !IsNote(e.Name)))
        {
            if (entry.IsFolder)
                found.AddRange(FilesBelow(files, entry.Path, path));
            else
                found.Add(entry);
        }

        return found;
    }

    private static bool HasNotes(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Any(IsNote);

    // Names that start with '_' or '.' are other programs' notes (_SUCCESS, _delta_log, .part-0.crc).
    private static bool IsNote(string name) => name[0] is '.' or '_';
}
