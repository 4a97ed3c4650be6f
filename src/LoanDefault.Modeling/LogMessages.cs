using LoanDefault.Core.Models;
using Serilog;

namespace LoanDefault.Modeling;

/// <summary>Every log template of this project.</summary>
internal static class LogMessages
{
    internal static void TrainingDataRead(this ILogger log, TrainingData data, int features) => log.Information(
        "Read {Rows} loans: {Bad} bad, {Good} good, {Ignored} with an ignored outcome, {Rejected} that break the contract; {Features} features",
        data.Rows,
        data.Bad,
        data.Good,
        data.Ignored,
        data.Rejected,
        features);

    internal static void UnknownColumns(this ILogger log, IReadOnlyList<string> columns) =>
        log.Warning("The contract does not mention {Count} columns of the data: {Columns}", columns.Count, columns);

    internal static void RuleBroken(this ILogger log, string rule, string column, long cells) =>
        log.Warning("{Cells} cells of column {Column} break the rule {Rule}; their loans are left out", cells, column, rule);

    internal static void CrossValidated(this ILogger log, int folds, double aucMean, double aucSd, double ksMean) => log.Information(
        "Cross-validated in {Folds} folds: AUC {AucMean:0.0000} +- {AucSd:0.0000}, KS {KsMean:0.0000}", folds, aucMean, aucSd, ksMean);

    internal static void ModelWritten(this ILogger log, string name, string version, int trees, long bytes, string directory) =>
        log.Information(
            "Wrote model {ModelName} {ModelVersion} ({Trees} trees, {PackageBytes} bytes) to {Directory}",
            name,
            version,
            trees,
            bytes,
            directory);
}
