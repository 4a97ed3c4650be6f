using System.Security.Cryptography;
using System.Text;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Features;
using LoanDefault.Core.Pipeline;
using LoanDefault.Core.Validation;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Input;
using LoanDefault.Embedded.Scan;

namespace LoanDefault.Embedded.Training;

/// <summary>Reads Parquet and CSV files into an <see cref="ApplicationTable"/>. The contract's id column is not read.</summary>
public static class ApplicationTableReader
{
    private const long MemoryLimitBytes = 512L << 20;

    /// <summary>Reads every row, on one thread, so that the order is that of the files.</summary>
    /// <param name="path">A file, a folder or a glob.</param>
    /// <param name="contract">The columns.</param>
    /// <param name="withTarget">Whether the contract's target column is read; it must then be there.</param>
    /// <param name="progress">Hears of the rows.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="BadInputException">The files cannot be read, or do not fit the contract.</exception>
    /// <exception cref="WrongUseException">A target is asked for, and the contract has none.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static ApplicationTable Read(
        string path, ApplicationContract contract, bool withTarget, IRunProgress? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(contract);
        if (withTarget && contract.Target is null)
            throw new WrongUseException($"contract '{contract.Name}' has no target: add \"target\" to it, or give --target and --bad to 'contract infer'");
        using DuckDbDatabase database = OpenDatabase();
        using DuckDbConnection connection = database.Connect();
        InputTable input = InputTable.Open(path, contract.Csv, connection, cancellation);
        var purpose = new ScanPurpose { Target = withTarget ? contract.Target!.Column : null };
        ScanPlan plan = new ScanPlanner(input, contract, purpose).Plan(connection);
        var table = new ApplicationTable(new FeatureSet(contract))
        {
            UnknownColumns = plan.UnknownColumns,
            Sha256 = Fingerprint(input),
        };
        progress?.Begin($"reading {path}", input.RowCount);
        using var batch = new ApplicationBatch(contract);
        using var pipeline = new FeaturePipeline(table.FeatureSet, DateOnly.MaxValue);
        foreach (ScanSource source in plan.Sources)
            ReadSource(plan, source, new Reading(connection, batch, pipeline, table, progress), cancellation);
        return table;
    }

    private static DuckDbDatabase OpenDatabase() => DuckDbDatabase.Open(new DuckDbOptions
    {
        MemoryLimitBytes = MemoryLimitBytes,
        TemporaryFolder = Path.Combine(Path.GetTempPath(), $"loandefault-{Guid.NewGuid():N}"),
        Threads = 1,
        PreserveInsertionOrder = true,
    });

    private static void ReadSource(ScanPlan plan, ScanSource source, Reading reading, CancellationToken cancellation)
    {
        var filler = new BatchFiller(plan.Contract, plan.Layouts[source.Layout]);
        try
        {
            using DuckDbResult rows = reading.Connection.Stream($"SELECT {source.ArgumentList} FROM {source.From}", cancellation);
            while (rows.ReadChunk() is { } chunk)
            {
                using (chunk)
                    AddChunk(chunk.View, filler, reading);
            }
        }
        catch (DuckDbException e)
        {
            throw ScanErrors.Describe(plan, e);
        }
    }

    private static void AddChunk(ChunkView chunk, BatchFiller filler, Reading reading)
    {
        (_, ApplicationBatch batch, FeaturePipeline pipeline, ApplicationTable table, IRunProgress? progress) = reading;
        filler.Fill(chunk, batch);
        pipeline.Run(batch);
        table.Add(batch, pipeline.Features, pipeline.Validator.Rejected);
        foreach (Violation violation in pipeline.Validator.Violations)
        {
            string column = violation.Column < 0 ? "" : batch.Contract.Columns[violation.Column].Name;
            table.Broken[(violation.Rule.Id, column)] = table.Broken.GetValueOrDefault((violation.Rule.Id, column)) + 1;
        }

        VectorView targets = chunk.Column(ScanLayout.TargetArgument);
        for (int row = 0; row < chunk.RowCount; row++)
            table.AddTarget(targets.Text(row));
        progress?.Add(chunk.RowCount);
    }

    private static string Fingerprint(InputTable input)
    {
        string[] hashes = [.. input.Files.Select(f => FileHash(f.Path)).Order(StringComparer.Ordinal)];
        return hashes.Length == 1
            ? hashes[0]
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', hashes))));
    }

    private static string FileHash(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private sealed record Reading(
        DuckDbConnection Connection, ApplicationBatch Batch, FeaturePipeline Pipeline, ApplicationTable Table, IRunProgress? Progress);
}
