using LoanDefault.Core.Errors;
using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Embedded.Input;

/// <summary>Reads names, types and row counts out of Parquet footers.</summary>
internal static class ParquetFiles
{
    // So that one statement's list of paths stays of a sensible length.
    private const int FilesAStatement = 1000;

    /// <summary>Every file with its footer; files in the location's order.</summary>
    /// <exception cref="BadInputException">A file is damaged; it is named.</exception>
    internal static List<SourceFile> Read(InputLocation location, DuckDbConnection connection, CancellationToken cancellation)
    {
        string[] pathColumns = HivePath.KeysOfAll(location);
        var files = new List<SourceFile>();
        foreach (string[] paths in location.Files.Chunk(FilesAStatement))
        {
            var digests = paths.Select(p => ParquetFooter.Read(p, location.Relative(p))).ToArray();
            var footers = ReadFooters(location, paths, connection, cancellation);
            for (int i = 0; i < paths.Length; i++)
            {
                (long rows, List<InputColumn> columns) = footers[paths[i]];
                files.Add(new SourceFile(
                    paths[i], location.Relative(paths[i]), digests[i].ByteLength, digests[i].Sha256, rows,
                    [.. columns.Where(c => !pathColumns.Contains(c.Name)), .. HivePath.Columns(pathColumns)]));
            }
        }

        return files;
    }

    private static Dictionary<string, (long Rows, List<InputColumn> Columns)> ReadFooters(
        InputLocation location, string[] paths, DuckDbConnection connection, CancellationToken cancellation)
    {
        try
        {
            return Query(paths, connection, cancellation);
        }
        catch (DuckDbException) when (paths.Length > 1)
        {
            // The engine does not always say which of many files it cannot read.
            foreach (string path in paths)
                ReadFooters(location, [path], connection, cancellation);
            throw;
        }
        catch (DuckDbException e)
        {
            string name = location.Relative(paths[0]);
            throw new BadInputException(
                $"{name}: not a Parquet file that can be read ({EngineText.WithoutCells(e.EngineMessage)}): write or copy it again", name, innerException: e);
        }
    }

    private static Dictionary<string, (long Rows, List<InputColumn> Columns)> Query(
        string[] paths, DuckDbConnection connection, CancellationToken cancellation)
    {
        string list = Sql.Files(paths);
        var footers = connection
            .Read($"SELECT file_name, num_rows FROM parquet_file_metadata({list})", r => (Path: r.GetText(0), Rows: r.GetInt64(1)), cancellation)
            .ToDictionary(f => f.Path, f => (f.Rows, Columns: new List<InputColumn>()));
        var nodes = connection.Read(
            $"SELECT file_name, name, coalesce(num_children, 0), duckdb_type FROM parquet_schema({list}) ORDER BY file_name, column_id",
            r => (Path: r.GetText(0), Node: new SchemaNode(r.GetText(1), (int)r.GetInt64(2), r.GetTextOrNull(3))), cancellation);
        foreach (var file in nodes.GroupBy(n => n.Path, n => n.Node))
            footers[file.Key].Columns.AddRange(TopLevel([.. file]));
        return footers;
    }

    // The schema is a tree in depth-first order, the root first.
    private static IEnumerable<InputColumn> TopLevel(SchemaNode[] nodes)
    {
        for (int i = 1; i < nodes.Length; i = EndOfSubtree(nodes, i))
            yield return new InputColumn(nodes[i].Name, nodes[i].Children == 0 ? nodes[i].Type : null, InputColumnOrigin.Parquet);
    }

    private static int EndOfSubtree(SchemaNode[] nodes, int start)
    {
        int open = 1, next = start;
        for (; open > 0 && next < nodes.Length; next++)
            open += nodes[next].Children - 1;
        return next;
    }

    private sealed record SchemaNode(string Name, int Children, string? Type);
}
