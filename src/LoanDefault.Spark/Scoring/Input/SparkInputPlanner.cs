using LoanDefault.Core.Applications;
using LoanDefault.Core.Applications.Conversion;
using LoanDefault.Core.Errors;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql;
using LoanDefault.Spark.Sql.Types;

namespace LoanDefault.Spark.Scoring.Input;

/// <summary>Finds the contract's columns in the files and says how Spark reads them.</summary>
/// <param name="session">The session.</param>
/// <param name="input">The files.</param>
/// <param name="contract">The columns that are wanted.</param>
/// <param name="generateIds">Whether path and row are the id where a file lacks the contract's id column.</param>
internal sealed class SparkInputPlanner(SparkSession session, SparkInput input, ApplicationContract contract, bool generateIds)
{
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly List<IReadOnlyList<string>> _fileColumns = [];

    /// <summary>The names of each file's columns; known once the layouts are.</summary>
    public IReadOnlyList<IReadOnlyList<string>> FileColumns => _fileColumns;

    /// <summary>Columns of the files that the contract does not mention, sorted; known once the layouts are.</summary>
    public IReadOnlyList<string> UnknownColumns => [.. _unknown];

    /// <summary>One layout for each kind of file; reads no row.</summary>
    /// <exception cref="BadInputException">A required column is missing or has a type that does not convert.</exception>
    public IReadOnlyList<SparkLayout> Plan() => [.. input.Files.GroupBy(f => f.Schema).Select(files => Layout([.. files]))];

    private SparkLayout Layout(SparkInputFile[] files)
    {
        string name = files[0].RelativePath;
        DataFrame rows = Read(files, name);
        IReadOnlyList<StructField> fields = rows.Schema().Fields;
        NoteUnknown(fields);
        _fileColumns.AddRange(Enumerable.Repeat<IReadOnlyList<string>>([.. fields.Select(f => f.Name)], files.Length));
        string? id = null;
        var columns = new List<SparkColumn>();
        for (int i = 0; i < contract.Columns.Count; i++)
        {
            ContractColumn wanted = contract.Columns[i];
            bool isId = wanted.Type == ColumnType.Id;
            if (SourceColumns.Find(fields, wanted, name, input.PathColumns) is not { } found)
            {
                if (isId && generateIds)
                    continue;
                if (wanted.Required || isId)
                    throw ColumnErrors.Missing(contract, name, fields.Select(f => f.Name), wanted.SourceName, isId ? "the application id" : "a required column");
                continue;
            }

            string expression = SourceColumns.Expression(found, wanted.Type);
            if (isId)
                id = expression;
            else
                columns.Add(new SparkColumn(i, expression));
        }

        return new SparkLayout(rows, id ?? GeneratedId(), id is null, columns);
    }

    private DataFrame Read(SparkInputFile[] files, string name)
    {
        DataFrameReader reader = session.Read().Literally();
        if (input.PathColumns.Count > 0)
            reader.Option("basePath", input.Root);
        try
        {
            return reader.Parquet([.. files.Select(f => f.Entry.Path)]);
        }
        catch (SparkException error)
        {
            throw new BadInputException($"{name}: Spark cannot read it ({error.JavaMessage.Split('\n', 2)[0]}): write the column as another type, or score with --engine embedded", name, innerException: error);
        }
    }

    // Relative to the root as Spark names files, which differs between its versions: so what is cut off is a length.
    private string GeneratedId()
    {
        var names = input.Files.SelectMany(f => f.Names.Select(n => (Name: n, f.RelativePath)));
        string pairs = string.Join(", ", names.Select(n => $"{Literal(n.Name)}, {Literal(n.RelativePath)}"));
        return $"concat(element_at(map({pairs}), _metadata.file_path), '#', cast(_metadata.row_index AS string))";
    }

    private void NoteUnknown(IEnumerable<StructField> fields)
    {
        HashSet<string> known = [.. contract.Columns.Select(c => c.SourceName), .. contract.Excluded.Select(c => c.Source)];
        if (contract.Target is { } target)
            known.Add(target.Column);
        _unknown.UnionWith(fields.Select(f => f.Name).Where(name => !known.Contains(name)));
    }

    /// <summary>A text as SQL writes it.</summary>
    internal static string Literal(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
