using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Embedded.Input;

/// <summary>An input whose files were found and whose footers or headers were read, but no row yet.</summary>
public sealed record InputTable
{
    private InputTable(string path, InputLocation location, IReadOnlyList<SourceFile> files)
    {
        Path = path;
        Root = location.Root;
        Format = location.Format;
        Files = files;
    }

    /// <summary>The path as it was given.</summary>
    public string Path { get; }

    /// <summary>The folder that relative paths start from.</summary>
    public string Root { get; }

    /// <summary>What the files are.</summary>
    public InputFormat Format { get; }

    /// <summary>The files, sorted by relative path.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>Rows of all files; null for CSV.</summary>
    public long? RowCount => Files.Any(f => f.RowCount is null) ? null : Files.Sum(f => f.RowCount!.Value);

    /// <summary>Finds the files and reads what is known of them before any row.</summary>
    /// <param name="path">A file, a folder, or a glob; <c>key=value</c> folders give columns.</param>
    /// <param name="csv">How CSV files are written.</param>
    /// <param name="connection">The engine.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="BadInputException">Nothing is there, a file is damaged, or there are no rows.</exception>
    public static InputTable Open(string path, CsvFormat csv, DuckDbConnection connection, CancellationToken cancellation = default)
    {
        InputLocation location = InputLocation.Find(path, connection);
        List<SourceFile> files = location.Format == InputFormat.Parquet
            ? ParquetFiles.Read(location, connection, cancellation)
            : CsvFiles.Read(location, csv, cancellation);
        var table = new InputTable(path, location, files);
        if (table.RowCount == 0)
            throw new BadInputException($"{path}: has no rows in {files.Count} file(s): check that its writer finished", path);
        return table;
    }
}
