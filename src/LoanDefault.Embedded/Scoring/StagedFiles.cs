using System.Globalization;
using LoanDefault.Core.Errors;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Native;
using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Publishing;

namespace LoanDefault.Embedded.Scoring;

/// <summary>Writes a query's rows as Parquet files into a staging folder.</summary>
/// <param name="folder">The folder as the operating system names it; exists and is empty.</param>
/// <param name="storeFolder">The same folder relative to the store.</param>
/// <param name="columns">The columns that the query gives.</param>
internal sealed class StagedFiles(string folder, string storeFolder, IReadOnlyList<TableColumn> columns)
{
    // Not .parquet: some globs look into hidden folders.
    private const string Extension = "staged";

    // A dictionary that fills up is given up, and what was hashed into it was in vain: so ids and probabilities, all
    // different, should fill it soon, while points, some hundreds of different ones, still fit.
    private const string ParquetOptions =
        "FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 122880, DICTIONARY_SIZE_LIMIT 2000, "
        + $"FILE_SIZE_BYTES '512MB', FILE_EXTENSION '{Extension}', RETURN_STATS";

    private const int FileColumn = 0;
    private const int CountColumn = 1;
    private const int BytesColumn = 2;
    private const int StatisticsColumn = 4;

    /// <summary>Runs the query and returns its files; a file without rows is deleted.</summary>
    /// <exception cref="DuckDbException">The query failed.</exception>
    /// <exception cref="StoreException">The files cannot be written.</exception>
    internal IReadOnlyList<StagedFile> Write(DuckDbConnection connection, string query, CancellationToken cancellation)
    {
        var files = new List<StagedFile>();
        try
        {
            using DuckDbResult result = connection.Query($"COPY ({query}) TO {Sql.Literal(folder)} ({ParquetOptions})", cancellation);
            while (result.ReadChunk() is { } chunk)
            {
                using (chunk)
                    ReadFiles(chunk.View, files);
            }
        }
        catch (DuckDbException e) when (e.ErrorType == DuckDbErrorType.Io && e.EngineMessage.Contains(folder, StringComparison.Ordinal))
        {
            string advice = e.IsDiskFull ? $"{FullDisk.Problem}: {FullDisk.Advice}" : e.Message;
            throw new StoreException("write to", storeFolder, advice, e);
        }

        return files;
    }

    /// <summary>A staged file as the operating system names it.</summary>
    internal string PathOf(StagedFile file) => Path.Combine(folder, Path.GetFileName(file.Path));

    private void ReadFiles(ChunkView rows, List<StagedFile> files)
    {
        for (int row = 0; row < rows.RowCount; row++)
        {
            string path = rows.Column(FileColumn).Text(row)!;
            long count = (long)rows.Column(CountColumn).Values<ulong>()[row];
            if (count == 0)
            {
                File.Delete(path);
                continue;
            }

            files.Add(new StagedFile(
                $"{storeFolder}/{Path.GetFileName(path)}",
                (long)rows.Column(BytesColumn).Values<ulong>()[row],
                count,
                ReadStatistics(rows.Column(StatisticsColumn), row)));
        }
    }

    private Dictionary<string, ColumnStatistics> ReadStatistics(VectorView maps, int row)
    {
        var byName = ReadMap(maps, row, (values, i) => ReadMap(values, i, (texts, j) => texts.Text(j)));
        var statistics = new Dictionary<string, ColumnStatistics>();
        foreach (TableColumn column in columns)
        {
            // The names of nested columns' parts are quoted one by one: "a"."element".
            if (byName.TryGetValue(Sql.Identifier(column.Name), out Dictionary<string, string?>? values))
                statistics.Add(column.Name, Statistics(column.Type, values));
        }

        return statistics;
    }

    private static Dictionary<string, T> ReadMap<T>(VectorView maps, int row, Func<VectorView, int, T> read)
    {
        (int offset, int length) = maps.List(row);
        VectorView keys = maps.Elements().Field(0), values = maps.Elements().Field(1);
        return Enumerable.Range(offset, length).ToDictionary(i => keys.Text(i)!, i => read(values, i));
    }

    private static ColumnStatistics Statistics(DeltaType type, Dictionary<string, string?> values)
    {
        long nulls = long.Parse(values.GetValueOrDefault("null_count") ?? "0", CultureInfo.InvariantCulture);
        bool hasNaN = values.GetValueOrDefault("has_nan") == "true";
        object? Bound(string name) => hasNaN || values.GetValueOrDefault(name) is not { } text ? null : type switch
        {
            DeltaType.Integer => int.Parse(text, CultureInfo.InvariantCulture),
            DeltaType.Long => long.Parse(text, CultureInfo.InvariantCulture),
            DeltaType.Double => double.Parse(text, CultureInfo.InvariantCulture),
            _ => null,
        };
        return new ColumnStatistics(nulls, Bound("min"), Bound("max"));
    }
}
