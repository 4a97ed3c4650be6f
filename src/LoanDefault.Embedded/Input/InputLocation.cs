using LoanDefault.Core.Errors;
using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Embedded.Input;

/// <summary>Where an input's files are: a file, a folder or a glob, resolved to a sorted list.</summary>
/// <param name="Root">The folder that relative paths start from.</param>
/// <param name="Format">What the files are.</param>
/// <param name="Files">Full paths, sorted by relative path, ordinally.</param>
internal sealed record InputLocation(string Root, InputFormat Format, IReadOnlyList<string> Files)
{
    private static readonly string[] ParquetExtensions = [".parquet", ".parq", ".pq"];
    private static readonly string[] CsvExtensions = [".csv", ".csv.gz", ".tsv", ".tsv.gz"];
    private static readonly char[] Wildcards = ['*', '?', '['];

    /// <summary>Finds the files.</summary>
    /// <param name="path">A file, a folder (read with its subfolders) or a glob.</param>
    /// <param name="connection">Resolves globs.</param>
    /// <exception cref="BadInputException">Nothing is there, or not one kind of file.</exception>
    internal static InputLocation Find(string path, DuckDbConnection connection)
    {
        string full = Path.GetFullPath(path);
        if (File.Exists(full))
            return Of(path, Path.GetDirectoryName(full)!, [full]);
        if (Directory.Exists(full))
            return Of(path, full, FilesBelow(full, path));
        if (path.IndexOfAny(Wildcards) >= 0)
            return Of(path, RootOfGlob(full), FilesOfGlob(full, connection));
        throw new BadInputException($"{path}: no such file or folder: check the path", path);
    }

    /// <summary>A file's path relative to the root.</summary>
    internal string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static InputLocation Of(string path, string root, IReadOnlyList<string> candidates)
    {
        string[] parquet = [.. candidates.Where(f => Has(f, ParquetExtensions))];
        string[] csv = [.. candidates.Where(f => Has(f, CsvExtensions))];
        if (parquet.Length > 0 && csv.Length > 0)
        {
            throw new BadInputException(
                $"{path}: holds both Parquet ({Path.GetRelativePath(root, parquet[0])}) and CSV files ({Path.GetRelativePath(root, csv[0])}): give one kind at a time, with a glob such as '{path.TrimEnd('/')}/*.parquet'",
                path);
        }

        if (parquet.Length + csv.Length == 0)
            throw NothingToRead(path, candidates);
        var location = new InputLocation(root, parquet.Length > 0 ? InputFormat.Parquet : InputFormat.Csv, []);
        string[] files = [.. parquet, .. csv];
        return location with { Files = [.. files.OrderBy(location.Relative, StringComparer.Ordinal)] };
    }

    private static BadInputException NothingToRead(string path, IReadOnlyList<string> candidates) => candidates switch
    {
        [] => new($"{path}: no file matches, or the folder is empty: put .parquet or .csv files there", path),
        [var one] => new($"{path}: '{Path.GetFileName(one)}' is neither .parquet nor .csv: name it by what it is", path),
        _ => new($"{path}: none of the {candidates.Count} files is .parquet or .csv: check the path", path),
    };

    private static bool Has(string file, string[] extensions) =>
        extensions.Any(e => file.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    // Names that start with '_' or '.' are other programs' notes (_SUCCESS, _delta_log, .part-0.crc), as in Spark.
    private static List<string> FilesBelow(string folder, string path)
    {
        if (Directory.Exists(Path.Combine(folder, "_delta_log")))
        {
            throw new BadInputException(
                $"{path}: is a Delta Lake table, whose folder also holds files that no longer count: give the files that its log names, or a copy written by its engine",
                path);
        }

        var files = new List<string>();
        foreach (string entry in Directory.EnumerateFileSystemEntries(folder))
        {
            if (IsNote(Path.GetFileName(entry)))
                continue;
            if (Directory.Exists(entry))
                files.AddRange(FilesBelow(entry, path));
            else
                files.Add(entry);
        }

        return files;
    }

    // A star does not mean other programs' notes either, unless the pattern itself names them.
    private static List<string> FilesOfGlob(string glob, DuckDbConnection connection)
    {
        string root = RootOfGlob(glob);
        bool namesNotes = Segments(glob[root.Length..]).Any(IsNote);
        var files = connection.Read("SELECT file FROM glob($1) ORDER BY file", r => r.GetText(0), CancellationToken.None, glob);
        return namesNotes ? files : [.. files.Where(f => !Segments(f[root.Length..]).Any(IsNote))];
    }

    private static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsNote(string name) => name[0] is '.' or '_';

    private static string RootOfGlob(string glob)
    {
        string literal = glob[..glob.IndexOfAny(Wildcards)];
        return literal[..Math.Max(1, literal.LastIndexOf('/'))];
    }
}
