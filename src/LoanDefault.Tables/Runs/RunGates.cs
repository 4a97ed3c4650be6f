using LoanDefault.Core.Errors;
using LoanDefault.Core.Pipeline;

namespace LoanDefault.Tables.Runs;

/// <summary>What must hold of a run's rows before anything is published.</summary>
public static class RunGates
{
    private const int NamedReasons = 5;
    private const int NamedColumns = 20;

    /// <summary>Checks, before any row is read, that every file has the columns that the model uses.</summary>
    /// <param name="request">Whether they may be absent.</param>
    /// <param name="absent">The contract's columns that whole files lack.</param>
    /// <param name="inputFiles">Input files, for the message.</param>
    /// <exception cref="BadInputException">A file lacks such a column.</exception>
    public static void CheckColumns(ScoringRequest request, IReadOnlyList<AbsentColumn> absent, int inputFiles)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(absent);
        AbsentColumn[] used = [.. absent.Where(c => c.Features.Count > 0)];
        if (used.Length == 0 || request.AllowMissingColumns)
            return;
        string named = string.Join("; ", used.Take(NamedColumns).Select(c => c.Describe(inputFiles)));
        throw new BadInputException(
            $"{request.Input}: {used.Length} column(s) that the model uses are absent from whole files ({named}{(used.Length > NamedColumns ? "; ..." : "")}): "
            + "deliver them, or name the files' own columns as \"source\" in a copy of the model's contract (--contract), or score as if they were empty (--allow-missing-columns)",
            request.Input, used[0].Source);
    }

    /// <summary>The most rows that may be quarantined if anything is to be published.</summary>
    /// <param name="request">Holds the limit.</param>
    /// <param name="rows">Rows of the input; null when nobody knows yet.</param>
    public static long MostQuarantined(ScoringRequest request, long? rows) =>
        rows is { } known ? (long)(known * request.MaximumQuarantinedShare) + 1 : long.MaxValue;

    /// <summary>Checks the figures.</summary>
    /// <param name="request">Holds the limits.</param>
    /// <param name="totals">The figures.</param>
    /// <param name="inputFiles">Input files, for the message.</param>
    /// <exception cref="BadInputException">There are no rows.</exception>
    /// <exception cref="GateRefusedException">There are too few rows, or too many are quarantined.</exception>
    public static void Check(ScoringRequest request, RunTotals totals, int inputFiles)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(totals);
        if (totals.RowsRead == 0)
            throw new BadInputException($"{request.Input}: has no rows in {inputFiles} file(s): check that its writer finished", request.Input);
        if (totals.RowsRead < request.MinimumRows)
            throw new GateRefusedException($"{request.Input}: {totals.RowsRead:N0} rows are fewer than the {request.MinimumRows:N0} that --minimum-rows asks for: nothing is published; check that the input is complete");
        double share = (double)totals.RowsQuarantined / totals.RowsRead;
        if (share <= request.MaximumQuarantinedShare)
            return;
        var reasons = totals.ViolationsByReason.OrderByDescending(r => r.Value).Take(NamedReasons).Select(r => $"{r.Key} {r.Value:N0}");
        throw new GateRefusedException(
            $"{request.Input}: {totals.RowsQuarantined:N0} of {totals.RowsRead:N0} rows ({share:P2}) would be quarantined, more than the {request.MaximumQuarantinedShare:P2} allowed ({string.Join(", ", reasons)}): nothing is published; repair the input, or raise --maximum-quarantined-share");
    }
}
