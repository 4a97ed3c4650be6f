using System.Globalization;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Pipeline;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Tables.Errors;

namespace LoanDefault.Modeling.Synthetic;

/// <summary>
/// Writes made-up applications as Parquet files: spread and dependence of their columns are those of a real sample, and
/// stated shares of them are invalid, repeated or have missing cells. The same arguments give the same bytes; a longer
/// generation begins with the rows of a shorter one.
/// </summary>
public static class SyntheticApplications
{
    /// <summary>Rows of a file; the last may have fewer. Small enough that both of two cores work on a million rows.</summary>
    public const long RowsPerFile = 500_000;

    /// <summary>Generates applications.</summary>
    /// <param name="request">What to generate.</param>
    /// <param name="progress">Hears of the rows; null: nobody does.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind.</param>
    /// <exception cref="WrongUseException">An option is out of range, or the folder is not free.</exception>
    /// <exception cref="BadInputException">Contract or sample cannot be used, or the disk is full.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static SyntheticResult Generate(
        SyntheticRequest request, IRunProgress? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        progress ??= NoProgress.Instance;
        Check(request);
        ApplicationContract contract = ContractFile.Load(request.ContractFile);
        using OutputFolder folder = OutputFolder.Take(request.OutputFolder, request.Overwrite);
        ApplicationModel model = ApplicationModel.Learn(request.SampleFile, contract, progress, cancellation);
        var defects = new RowDefects(model.Columns);
        if (defects.IsEmpty && request.InvalidShare > 0)
            throw new WrongUseException($"contract '{contract.Name}' has no rule that a row could break: use --invalid-share 0");

        int parts = checked((int)((request.Rows + RowsPerFile - 1) / RowsPerFile));
        progress.Begin("generating applications", request.Rows);
        using var run = new GenerationRun(request, model, defects, folder, progress);
        try
        {
            run.WriteParts(parts, cancellation);
            long bytes = folder.Complete(parts);
            return new SyntheticResult(request.Rows, parts, bytes, request.OutputFolder, run.InvalidRows, run.DuplicateRows);
        }
        catch (DuckDbException e) when (e.IsDiskFull)
        {
            throw new StoreException("write", request.OutputFolder, $"{FullDisk.Problem}: free space, or choose another --output", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException("write", request.OutputFolder, $"{e.Message}: check --output", e);
        }
    }

    private static void Check(SyntheticRequest request)
    {
        if (request.Rows < 1)
            throw new WrongUseException($"--rows {request.Rows}: must be at least 1");
        CheckShare(request.InvalidShare, RowShare.Largest, "--invalid-share");
        CheckShare(request.DuplicateShare, RowShare.Largest, "--duplicate-share");
        CheckShare(request.MissingShare, 1, "--missing-share");
        if (request.Threads < 1)
            throw new WrongUseException($"--threads {request.Threads}: must be at least 1");
    }

    private static void CheckShare(double share, double largest, string option)
    {
        if (!(share >= 0 && share <= largest))
            throw new WrongUseException(string.Create(CultureInfo.InvariantCulture, $"{option} {share}: must be a share from 0 to {largest}"));
    }
}
