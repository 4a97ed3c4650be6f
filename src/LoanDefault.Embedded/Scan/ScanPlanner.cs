using LoanDefault.Core.Applications;
using LoanDefault.Core.Applications.Conversion;
using LoanDefault.Core.Errors;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Input;
using LoanDefault.Embedded.Native;

namespace LoanDefault.Embedded.Scan;

/// <summary>Finds the contract's columns in the files and says how they are read.</summary>
/// <param name="input">The files.</param>
/// <param name="contract">The columns that are wanted.</param>
/// <param name="purpose">What the rows are for.</param>
internal sealed class ScanPlanner(InputTable input, ApplicationContract contract, ScanPurpose purpose)
{
    // Keeps the rule that every row has an id, where nobody looks at ids.
    private const string UnreadId = "'-'";

    // No column of a lender is called so.
    private const string RowNumber = "\"loandefault row number\"";

    // What the engine tells of a row's place; a file's own column of such a name would hide it.
    private static readonly string[] PlaceColumns = ["file_index", "file_row_number"];

    /// <summary>Makes the plan and has the engine check it, without reading a row.</summary>
    /// <exception cref="BadInputException">A required column is missing or has a type that does not convert.</exception>
    internal ScanPlan Plan(DuckDbConnection connection)
    {
        var layouts = new List<ScanLayout>();
        var sources = new List<ScanSource>();
        foreach (var group in input.Files.Index().Select(f => (f.Index, Binding: Bind(f.Item))).GroupBy(f => f.Binding.Signature))
        {
            FileBinding binding = group.First().Binding;
            int[] files = [.. group.Select(f => f.Index)];
            bool perFile = input.Format == InputFormat.Csv;
            ScanSource[] ofLayout = perFile
                ? [.. files.Select((_, i) => CsvSource(layouts.Count, files, i, binding))]
                : [ParquetSource(layouts.Count, files, binding)];
            sources.AddRange(ofLayout);
            layouts.Add(new ScanLayout
            {
                ArgumentTypes = ReadTypes(ofLayout[0], connection),
                Columns = binding.Columns,
                AbsentColumns = [.. Enumerable.Range(0, contract.Columns.Count).Except(binding.Columns.Select(c => c.Contract))],
                HasGeneratedIds = purpose.NeedsId && binding.Id is null,
                FileNumbers = files,
            });
        }

        return new ScanPlan
        {
            Input = input,
            Contract = contract,
            Layouts = layouts,
            Sources = sources,
            UnknownColumns = FindUnknownColumns(),
        };
    }

    private FileBinding Bind(SourceFile file)
    {
        if (input.Format == InputFormat.Parquet && PlaceColumns.FirstOrDefault(name => FindAlike(file, name).Length > 0) is { } place)
            throw new BadInputException($"{file.RelativePath}: a column is called '{place}', by which the engine numbers rows: rename it", file.RelativePath, place);
        if (input.Format == InputFormat.Csv)
        {
            CsvDelimiter.Check(file, contract);
            CheckHeader(file);
        }

        InputColumn? id = null;
        var columns = new List<BoundColumn>();
        for (int i = 0; i < contract.Columns.Count; i++)
        {
            ContractColumn wanted = contract.Columns[i];
            bool isId = wanted.Type == ColumnType.Id;
            if (isId && !purpose.NeedsId)
                continue;
            if (Find(file, wanted.SourceName) is not { } found)
            {
                if (isId && purpose.GeneratesMissingIds)
                    continue;
                if (wanted.Required || isId)
                    throw Missing(file, wanted.SourceName, isId ? "the application id" : "a required column");
                continue;
            }

            ColumnTypes.Check(wanted, found, file.RelativePath);
            if (isId)
                id = found;
            else
                columns.Add(new BoundColumn(i, found));
        }

        InputColumn? target = purpose.Target is { } name
            ? Find(file, name) ?? throw Missing(file, name, "the target")
            : null;
        return new FileBinding(id, target, columns);
    }

    private void CheckHeader(SourceFile file)
    {
        if (!ColumnErrors.KnowsAny(contract, file.Columns.Where(c => c.Origin == InputColumnOrigin.Csv).Select(c => c.Name)))
            throw ColumnErrors.NoHeader(contract, file.RelativePath);
    }

    private static InputColumn? Find(SourceFile file, string name)
    {
        InputColumn[] alike = FindAlike(file, name);
        InputColumn? found = Array.Find(alike, c => c.Name == name);
        // The engine compares names without case, so it would read the wrong one of two.
        if (found is not null && alike.Length > 1)
            throw ColumnErrors.Ambiguous(file.RelativePath, name, [.. alike.Select(c => c.Name)]);

        return found;
    }

    private static InputColumn[] FindAlike(SourceFile file, string name) =>
        [.. file.Columns.Where(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase))];

    private BadInputException Missing(SourceFile file, string column, string what) =>
        ColumnErrors.Missing(contract, file.RelativePath, file.Columns.Select(c => c.Name), column, what);

    private ScanSource ParquetSource(int layout, int[] files, FileBinding binding)
    {
        string paths = Sql.Files(files.Select(f => input.Files[f].Path));
        bool hive = input.Files[files[0]].Columns.Any(c => c.Origin == InputColumnOrigin.Path);
        string from = $"read_parquet({paths}, hive_partitioning = {(hive ? "true, hive_types_autocast = false" : "false")})";
        string generatedId = files.Length == 1
            ? $"{Sql.Literal(input.Files[files[0]].RelativePath + "#")} || file_row_number"
            : $"list_extract({Sql.List(files.Select(f => input.Files[f].RelativePath + "#"))}, file_index::BIGINT + 1) || file_row_number";
        string fileIndex = files.Length == 1 ? "0::UBIGINT" : "file_index";
        return new ScanSource(layout, from, Arguments(binding, fileIndex, "file_row_number", generatedId));
    }

    private ScanSource CsvSource(int layout, int[] files, int index, FileBinding binding)
    {
        SourceFile file = input.Files[files[index]];
        string from = $"(SELECT *, row_number() OVER () - 1 AS {RowNumber} FROM {CsvSql.Table(file, contract.Csv)})";
        string generatedId = $"{Sql.Literal(file.RelativePath + "#")} || {RowNumber}";
        return new ScanSource(layout, from, Arguments(binding, $"{index}::UBIGINT", RowNumber, generatedId));
    }

    private string[] Arguments(FileBinding binding, string file, string row, string generatedId) =>
    [
        file,
        row,
        binding.Id is { } id ? AsText(id) : purpose.NeedsId ? generatedId : UnreadId,
        binding.Target is { } target ? AsText(target) : "NULL::VARCHAR",
        .. binding.Columns.Select(c => contract.Columns[c.Contract].Type == ColumnType.Category
            ? AsText(c.Source)
            : Sql.Identifier(c.Source.Name)),
    ];

    private static string AsText(InputColumn column) =>
        column.Type == InputColumn.Text ? Sql.Identifier(column.Name) : $"{Sql.Identifier(column.Name)}::VARCHAR";

    private DuckDbType[] ReadTypes(ScanSource source, DuckDbConnection connection)
    {
        try
        {
            using DuckDbResult result = connection.Query($"SELECT {source.ArgumentList} FROM {source.From} LIMIT 0");
            return [.. result.ReadColumns().Select(c => c.Type)];
        }
        catch (DuckDbException e) when (e.ErrorType is not DuckDbErrorType.Internal)
        {
            throw new BadInputException($"{input.Path}: cannot be read as contract '{contract.Name}' says ({e.Message})", input.Path, innerException: e);
        }
    }

    private string[] FindUnknownColumns()
    {
        HashSet<string> known = [.. contract.Columns.Select(c => c.SourceName), .. contract.Excluded.Select(c => c.Source)];
        if (contract.Target is { } target)
            known.Add(target.Column);
        return
        [
            .. input.Files.SelectMany(f => f.Columns).Select(c => c.Name).Distinct()
                .Where(name => !known.Contains(name)).Order(StringComparer.Ordinal),
        ];
    }

    private sealed record FileBinding(InputColumn? Id, InputColumn? Target, IReadOnlyList<BoundColumn> Columns)
    {
        /// <summary>Equal for files whose columns are read alike.</summary>
        internal string Signature { get; } =
            string.Join('\u001f', Columns.Select(c => $"{c.Contract} {c.Source.Name} {c.Source.Type} {c.Source.Origin}")
                .Append($"{Id?.Name} {Id?.Type}").Append($"{Target?.Name} {Target?.Type}"));
    }
}

/// <summary>What rows are read for.</summary>
internal sealed record ScanPurpose
{
    /// <summary>Whether each row gets an id: scoring needs one, training does not.</summary>
    internal bool NeedsId { get; init; }

    /// <summary>Whether path and row are the id where a file lacks the contract's id column.</summary>
    internal bool GeneratesMissingIds { get; init; }

    /// <summary>The source column that training learns; null for scoring.</summary>
    internal string? Target { get; init; }
}
