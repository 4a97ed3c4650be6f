using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Pipeline;
using LoanDefault.Core.Scoring.Answers;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Input;
using LoanDefault.Embedded.Native;
using LoanDefault.Embedded.Scan;
using LoanDefault.Embedded.Scoring;

namespace LoanDefault.Embedded.Models;

/// <summary>A table of numbers in Parquet files, to be scored by a model whose inputs are its columns in order.</summary>
public sealed class NumberTable : IDisposable
{
    private const string Function = "run_model";
    private const int MostDecimalDigits = 38;

    private readonly DuckDbDatabase _database;
    private readonly DuckDbConnection _connection;
    private readonly InputTable _input;
    private readonly DuckDbColumn[] _columns;

    private NumberTable(DuckDbDatabase database, DuckDbConnection connection, InputTable input, DuckDbColumn[] columns)
    {
        _database = database;
        _connection = connection;
        _input = input;
        _columns = columns;
    }

    /// <summary>The columns' names, in order.</summary>
    public IReadOnlyList<string> Columns => [.. _columns.Select(c => c.Name)];

    /// <summary>The full paths of its files.</summary>
    public IReadOnlyList<string> Files => [.. _input.Files.Select(f => Path.GetFullPath(f.Path))];

    /// <summary>How many rows it has.</summary>
    public long RowCount => _input.RowCount!.Value;

    /// <summary>Finds the files and reads what is known of them before any row.</summary>
    /// <param name="path">A Parquet file, a folder or a glob.</param>
    /// <param name="threads">How many threads to use; null for one a core.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="BadInputException">Nothing is there, a file is damaged or no Parquet file, or a column holds no numbers.</exception>
    public static NumberTable Open(string path, int? threads, CancellationToken stop)
    {
        var database = DuckDbDatabase.Open(new DuckDbOptions
        {
            MemoryLimitBytes = EmbeddedScoringRequest.DefaultMemoryLimitBytes,
            TemporaryFolder = Path.Combine(Path.GetTempPath(), $"loandefault-{Guid.NewGuid():N}"),
            Threads = threads,
            PreserveInsertionOrder = true,
        });
        DuckDbConnection? connection = null;
        try
        {
            connection = database.Connect();
            var input = InputTable.Open(path, new CsvFormat(), connection, stop);
            if (input.Format != InputFormat.Parquet)
                throw new BadInputException($"{path}: is no Parquet table: convert it first, so that its columns have types", path);
            CheckFiles(input, connection, stop);
            return new NumberTable(database, connection, input, ReadColumns(input, connection, stop));
        }
        catch
        {
            connection?.Dispose();
            database.Dispose();
            throw;
        }
    }

    /// <summary>Scores every row in order and writes a table of <c>label</c>, <c>output_0</c> .. and <c>margin_0</c> ..: whole or not at all.</summary>
    /// <param name="model">The model.</param>
    /// <param name="output">The Parquet file to write.</param>
    /// <param name="progress">Hears of the rows.</param>
    /// <param name="stop">Stops the work.</param>
    /// <returns>The rows written.</returns>
    /// <exception cref="BadInputException">A file cannot be read or written, or a number does not fit the model's input.</exception>
    public long Score(IModelRunner model, string output, IRunProgress progress, CancellationToken stop)
    {
        var vectors = new AnswerVectors(model.Shape);
        using var workers = new WorkerPool<Worker>(() => new Worker(model, vectors, new ChunkColumns(_columns, _input.Path)));
        _connection.Register(new ScalarFunction(Function, [.. _columns.Select(c => c.Type)], DuckDbType.StructOf(vectors.Fields), (chunk, result) =>
        {
            Worker worker = workers.Rent();
            worker.Run(chunk, result);
            workers.Return(worker);
            progress.Add(chunk.RowCount);
        }));
        progress.Begin("scoring", RowCount);
        string staged = $"{output}.{Environment.ProcessId}.tmp";
        try
        {
            long rows = _connection.Execute($"COPY ({Query(vectors)}) TO {Sql.Literal(staged)} (FORMAT parquet, COMPRESSION snappy)", stop);
            File.Move(staged, output, overwrite: true);
            return rows;
        }
        catch (DuckDbException e) when (e.EngineMessage.Contains(staged, StringComparison.Ordinal))
        {
            throw new BadInputException($"{output}: cannot be written ({e.Message}): check --output", output, innerException: e);
        }
        catch (DuckDbException e)
        {
            throw ScanErrors.Describe(_input, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{output}: cannot be written ({e.Message}): check --output", output, innerException: e);
        }
        finally
        {
            File.Delete(staged);
        }
    }

    /// <summary>Closes the table.</summary>
    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    // The engine would cast the columns of one file to those of another, and knows no decimal of more digits.
    private static void CheckFiles(InputTable input, DuckDbConnection connection, CancellationToken stop)
    {
        SourceFile first = input.Files[0];
        foreach (SourceFile file in input.Files)
        {
            if (Difference(first, file) is { } column)
                throw new BadInputException($"{file.Path}: has other columns than {first.Path} (look at '{column}'): give files of the same columns and types", file.Path, column);
        }

        List<(string File, string Column, long Digits)> wide = connection.Read(
            $"SELECT file_name, name, precision FROM parquet_schema({Sql.Files(input.Files.Select(f => f.Path))}) WHERE precision > {MostDecimalDigits} LIMIT 1",
            r => (r.GetText(0), r.GetText(1), r.GetInt64(2)), stop);
        if (wide is [var (path, name, digits)])
            throw new BadInputException($"{path}: column '{name}' has decimals of {digits} digits; at most {MostDecimalDigits} are read: write it as doubles", path, name);
    }

    private static string? Difference(SourceFile first, SourceFile other)
    {
        InputColumn[] columns = [.. Own(first)], others = [.. Own(other)];
        int same = columns.AsSpan().CommonPrefixLength(others);
        return same < Math.Max(columns.Length, others.Length) ? (others.Length > same ? others[same] : columns[same]).Name : null;
    }

    private static IEnumerable<InputColumn> Own(SourceFile file) => file.Columns.Where(c => c.Origin == InputColumnOrigin.Parquet);

    private static DuckDbColumn[] ReadColumns(InputTable input, DuckDbConnection connection, CancellationToken stop)
    {
        try
        {
            using DuckDbResult nothing = connection.Query($"SELECT * FROM {From(input)} LIMIT 0", stop);
            return [.. nothing.ReadColumns().Select(c => c with { Type = TypeOf(c, input.Path) })];
        }
        catch (DuckDbException e)
        {
            throw ScanErrors.Describe(input, e);
        }
    }

    private static DuckDbType TypeOf(DuckDbColumn column, string path) => column.Type.Id switch
    {
        DuckDbTypeId.Decimal or DuckDbTypeId.HugeInt or DuckDbTypeId.UHugeInt => DuckDbType.Double,
        var id when ChunkColumns.IsRead(id) => column.Type,
        _ => throw new BadInputException(
            $"{path}: column '{column.Name}' is of type {column.Type}, not a number: give a table whose columns are the model's inputs in order, and nothing else",
            path,
            column.Name),
    };

    private static string From(InputTable input) => $"read_parquet({Sql.Files(input.Files.Select(f => f.Path))}, hive_partitioning = false)";

    private string Query(AnswerVectors vectors)
    {
        string arguments = string.Join(", ", _columns.Select(c => c.Type.Id == DuckDbTypeId.Double ? $"{Sql.Identifier(c.Name)}::DOUBLE" : Sql.Identifier(c.Name)));
        string fields = string.Join(", ", vectors.Fields.Select(f => $"s.{f.Name}"));
        return $"SELECT {fields} FROM (SELECT {Function}({arguments}) AS s FROM {From(_input)})";
    }

    // What one call works with.
    private sealed class Worker(IModelRunner model, AnswerVectors vectors, ChunkColumns columns) : IDisposable
    {
        private readonly IModelRunnerSession _session = model.CreateSession();
        private readonly ModelAnswers _answers = new(model.Shape);

        public void Run(ChunkView chunk, VectorWriter output)
        {
            columns.Reset(chunk);
            _session.Run(columns, _answers);
            vectors.Write(_answers, output);
        }

        public void Dispose() => _session.Dispose();
    }
}
