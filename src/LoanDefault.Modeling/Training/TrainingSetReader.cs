using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Models;
using LoanDefault.Core.Pipeline;
using LoanDefault.Embedded.Training;
using Serilog;

namespace LoanDefault.Modeling.Training;

/// <summary>Reads loans with outcomes, and refuses data that nothing can be learned from.</summary>
internal static class TrainingSetReader
{
    /// <summary>Reads the loans that count; ignored outcomes and rows that break the contract are counted and left out.</summary>
    /// <param name="path">A Parquet or CSV file, a folder or a glob.</param>
    /// <param name="contract">A contract with a target.</param>
    /// <param name="settings">The folds that the data must be enough for.</param>
    /// <param name="progress">Hears of the rows.</param>
    /// <param name="log">Hears what was left out.</param>
    /// <param name="stop">Stops the reading.</param>
    /// <exception cref="BadInputException">The data does not fit the contract, or is too little.</exception>
    /// <exception cref="WrongUseException">The contract has no target.</exception>
    public static TrainingSet Read(
        string path,
        ApplicationContract contract,
        TrainingSettings settings,
        IRunProgress progress,
        ILogger log,
        CancellationToken stop)
    {
        var table = ApplicationTableReader.Read(path, contract, withTarget: true, progress, stop);
        var outcomes = new TargetMapping(contract.Target!, path).Map(table.Targets);
        var kept = Enumerable.Range(0, table.RowCount)
            .Where(row => outcomes[row] != Outcome.Ignored && !table.IsRejected(row))
            .ToArray();
        var isBad = Array.ConvertAll(kept, row => outcomes[row] == Outcome.Bad);
        var rows = new LabelledRows(
            new FloatMatrix(table.Features.ToArray(), table.FeatureSet.Features.Count).Take(kept), isBad);
        var ignored = outcomes.LongCount(outcome => outcome == Outcome.Ignored);
        var data = new TrainingData(
            table.RowCount, rows.BadCount, rows.Count - rows.BadCount, ignored, table.RowCount - ignored - rows.Count, table.Sha256);
        Report(table, data, log);
        CheckEnough(path, contract.Target!, data, settings);
        return new TrainingSet(rows, table.FeatureSet, data);
    }

    /// <summary>Refuses data whose smaller class is too small for the folds.</summary>
    /// <exception cref="BadInputException">One class is missing, or has too few loans.</exception>
    internal static void CheckEnough(string path, TargetDefinition target, TrainingData data, TrainingSettings settings)
    {
        var (smaller, name, values) = data.Bad <= data.Good
            ? (data.Bad, "bad", $"'{string.Join("', '", target.Bad)}'")
            : (data.Good, "good", target.Good.Count > 0 ? $"'{string.Join("', '", target.Good)}'" : "any other value");
        var counts = $"{data.Rows} rows: {data.Bad} bad, {data.Good} good, {data.Ignored} ignored, {data.Rejected} that break the contract";
        if (smaller == 0)
        {
            throw new BadInputException(
                $"{path}: no loan is {name} ({counts}): the target '{target.Column}' must also have {values}, as the contract says; "
                + "check the target's values in the contract, or give other data",
                path,
                target.Column);
        }
        // The largest test part leaves the fewest for the search inside the other folds.
        var forSearch = smaller - (smaller + settings.Folds - 1) / settings.Folds;
        if (smaller < settings.Folds || forSearch < settings.SearchFolds)
        {
            throw new BadInputException(
                $"{path}: {smaller} {name} loans are too few for {settings.Folds} folds with {settings.SearchFolds} inside each ({counts}): "
                + "give more data, or fewer --folds",
                path,
                target.Column);
        }
    }

    private static void Report(ApplicationTable table, TrainingData data, ILogger log)
    {
        log.TrainingDataRead(data, table.FeatureSet.Features.Count);
        if (table.UnknownColumns.Count > 0)
            log.UnknownColumns(table.UnknownColumns);
        foreach (var ((rule, column), cells) in table.BrokenRules.OrderBy(b => b.Key))
            log.RuleBroken(rule, column, cells);
    }
}
