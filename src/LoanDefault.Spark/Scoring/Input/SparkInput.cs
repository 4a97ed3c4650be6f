using LoanDefault.Core.Errors;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Hadoop;
using LoanDefault.Spark.Sql;
using LoanDefault.Tables.Runs;

namespace LoanDefault.Spark.Scoring.Input;

/// <summary>An input whose files were found and whose footers were read, but no row yet.</summary>
internal sealed record SparkInput
{
    private static readonly string[] ParquetExtensions = [".parquet", ".parq", ".pq"];
    private static readonly string[] CsvExtensions = [".csv", ".csv.gz", ".tsv", ".tsv.gz"];
    private const string Option = "--input";

    /// <summary>The path as it was given.</summary>
    public required string Path { get; init; }

    /// <summary>The folder that relative paths start from, qualified.</summary>
    public required string Root { get; init; }

    /// <summary>The files, sorted by relative path.</summary>
    public required IReadOnlyList<SparkInputFile> Files { get; init; }

    /// <summary>The keys of the folders named <c>key=value</c> that all files share, in order.</summary>
    public required IReadOnlyList<string> PathColumns { get; init; }

    /// <summary>Rows of all files; null when a file does not tell.</summary>
    public long? RowCount => Files.Any(f => f.RowCount is null) ? null : Files.Sum(f => f.RowCount!.Value);

    /// <summary>Finds the files and reads what is known of them before any row.</summary>
    /// <param name="session">The session.</param>
    /// <param name="path">A file, a folder, or a glob.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="BadInputException">Nothing is there, a file is damaged, or there are no rows.</exception>
    public static SparkInput Open(SparkSession session, string path, CancellationToken cancellation)
    {
        using HadoopFiles files = HadoopFiles.Open(session, path, Option);
        (string root, IReadOnlyList<HadoopEntry> entries) = InputSearch.Find(files, path);
        HadoopEntry[] parquet = [.. entries.Where(e => Has(e, ParquetExtensions))];
        HadoopEntry[] csv = [.. entries.Where(e => Has(e, CsvExtensions))];
        if (csv.Length > 0)
            throw RefuseCsv(path, csv[0], parquet.Length > 0);
        if (parquet.Length == 0)
            throw NothingToRead(path, entries);
        string[] pathColumns = KeysOfAll(parquet.Select(e => Relative(root, e)));
        var found = new List<SparkInputFile>();
        foreach (HadoopEntry entry in parquet.OrderBy(e => Relative(root, e), StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            found.Add(ReadFooter(files, entry, Relative(root, entry)));
        }

        var input = new SparkInput { Path = path, Root = root, Files = found, PathColumns = pathColumns };
        if (input.RowCount == 0)
            throw new BadInputException($"{path}: has no rows in {found.Count} file(s): check that its writer finished", path);
        return input;
    }

    /// <summary>Holds that the files are still those that the run key names.</summary>
    /// <exception cref="BadInputException">A file was changed while it was read.</exception>
    public void CheckUnchanged(SparkSession session)
    {
        using HadoopFiles files = HadoopFiles.Open(session, Path, Option);
        foreach (SparkInputFile file in Files)
        {
            HadoopEntry? now = files.Find(file.Entry.Path);
            if (now is null || now.ByteLength != file.Entry.ByteLength || Fingerprint(files, now, file.RelativePath) != file.Sha256)
            {
                throw new BadInputException(
                    $"{file.RelativePath}: was changed while it was being scored: nothing is published; run again when its writer has finished",
                    file.RelativePath);
            }
        }
    }

    private static SparkInputFile ReadFooter(HadoopFiles files, HadoopEntry entry, string name)
    {
        string sha256 = Fingerprint(files, entry, name);
        try
        {
            (string schema, long rows) = files.ReadParquetFooter(entry.Path);
            return new SparkInputFile(entry, name, sha256, rows, schema);
        }
        catch (SparkException error) when (HadoopProblem.Of(error) is null)
        {
            throw new BadInputException($"{name}: not a Parquet file that can be read ({error.JavaMessage.Split('\n', 2)[0]}): write or copy it again", name, innerException: error);
        }
    }

    private static string Fingerprint(HadoopFiles files, HadoopEntry entry, string name)
    {
        ParquetEnds.CheckLength(entry.ByteLength, name);
        try
        {
            byte[] head = files.Read(entry.Path, 0, ParquetEnds.HeadBytes);
            byte[] tail = files.Read(entry.Path, entry.ByteLength - ParquetEnds.TailBytes, ParquetEnds.TailBytes);
            return files.Sha256(entry.Path, ParquetEnds.FooterStart(head, tail, entry.ByteLength, name));
        }
        catch (SparkException error) when (HadoopProblem.Of(error) is not { IsTransient: true })
        {
            throw new BadInputException($"{name}: cannot be read ({error.JavaMessage.Split('\n', 2)[0]}): check the file and its permissions", name, innerException: error);
        }
    }

    private static BadInputException RefuseCsv(string path, HadoopEntry file, bool mixed) => mixed
        ? new BadInputException($"{path}: holds both Parquet and CSV files ({file.Name}): give one kind at a time, with a glob such as '{path.TrimEnd('/')}/*.parquet'", path)
        : new BadInputException($"{path}: '{file.Name}' is CSV, whose rows Spark does not number, so ids and places in the quarantine would be guesses: score it with --engine embedded, or write it as Parquet", path);

    private static BadInputException NothingToRead(string path, IReadOnlyList<HadoopEntry> entries) => entries switch
    {
        [] => new($"{path}: no file matches, or the folder is empty: put .parquet files there", path),
        [var one] => new($"{path}: '{one.Name}' is not .parquet: name it by what it is", path),
        _ => new($"{path}: none of the {entries.Count} files is .parquet: check --input", path),
    };

    private static string[] KeysOfAll(IEnumerable<string> relativePaths)
    {
        string[]? shared = null;
        foreach (string path in relativePaths)
        {
            string[] keys = [.. path.Split('/')[..^1].Where(f => f.IndexOf('=', StringComparison.Ordinal) > 0).Select(f => f[..f.IndexOf('=', StringComparison.Ordinal)])];
            if (shared is not null && !shared.SequenceEqual(keys))
                return [];
            shared = keys;
        }

        return shared ?? [];
    }

    private static bool Has(HadoopEntry entry, string[] extensions) =>
        extensions.Any(e => entry.Name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    private static string Relative(string root, HadoopEntry entry) => entry.Path[(root.TrimEnd('/').Length + 1)..];
}
