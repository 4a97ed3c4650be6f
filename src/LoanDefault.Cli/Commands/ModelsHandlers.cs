using System.Text.Json.Nodes;
using LoanDefault.Cli.CommandLine;
using LoanDefault.Cli.Reports;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Models.Importing;
using LoanDefault.Core.Scoring;
using LoanDefault.Core.Scoring.Answers;
using LoanDefault.Embedded.Models;

namespace LoanDefault.Cli.Commands;

/// <summary>What the commands of <c>loandefault models</c> do.</summary>
internal static class ModelsHandlers
{
    /// <summary>Runs a model on a table.</summary>
    public static int Run(ModelRunSettings settings, CommandRun run)
    {
        CheckOutput(settings.Output, settings.Force);
        // Before the model is loaded: a wrong table is told at once.
        using var table = NumberTable.Open(settings.Input, settings.Threads, run.Stop);
        var file = ModelFile.Read(ModelFileBytes.Read(settings.File), table.Columns.Count, settings.File);
        CheckColumns(file, table, settings);
        if (table.Files.Contains(Path.GetFullPath(settings.Output)))
            throw new BadInputException($"{settings.Output}: is a file of the table that is read: choose another --output", settings.Output);
        (IModelRunner runner, ScorerReport report) = file.CreateRunner(settings.Scorer);
        using (runner)
        {
            run.Log.ModelScorer(report.Name, report.Gate?.Describe() is { } gate ? $"{report.Reason}; {gate}" : report.Reason);
            long rows = table.Score(runner, settings.Output, run.Progress, run.Stop);
            var figures = new JsonObject { ["rows"] = rows, ["output"] = settings.Output, ["scorer"] = ModelsView.ToJson(report) };
            return run.Finish("written", figures, () => ModelsView.WriteRun(settings, rows, runner.Shape, report, run.Surroundings));
        }
    }

    /// <summary>Says what a model is.</summary>
    public static int Check(ModelCheckSettings settings, CommandRun run)
    {
        var file = ModelFile.Read(ModelFileBytes.Read(settings.File), null, settings.File);
        (IModelRunner runner, ScorerReport report) = file.CreateRunner(ScorerChoice.Auto, GateCoverage.Everything);
        runner.Dispose();
        ModelFacts facts = ModelFacts.Of(file);
        int code = run.Finish("checked", ModelsView.ToJson(facts, report), () => ModelsView.WriteCheck(settings.File, facts, report, run.Surroundings));
        return report.HasFallenBack ? ExitCodes.GateRefused : code;
    }

    /// <summary>Makes a package of a model.</summary>
    public static int Import(ModelImportSettings settings, CommandRun run)
    {
        ImportResult result = ModelImport.Run(new ImportRequest
        {
            File = settings.File,
            Contract = settings.Contract,
            Output = settings.Output,
            Columns = settings.Columns,
            IsLogOdds = settings.LogOdds,
            Decisions = settings.Decisions,
            Overwrite = settings.Force,
        });
        var figures = new JsonObject
        {
            ["model"] = new JsonObject { ["path"] = result.Output, ["name"] = result.Name, ["version"] = result.Version, ["hash"] = result.Hash, ["trees"] = result.Trees },
            ["columns"] = new JsonArray([.. result.Columns.Select(c => (JsonNode)c)]),
            ["unused_features"] = new JsonArray([.. result.UnusedFeatures.Select(c => (JsonNode)c)]),
            ["rows_compared"] = result.RowsCompared,
        };
        return run.Finish("imported", figures, () => ModelsView.WriteImport(result, run.Surroundings));
    }

    private static void CheckOutput(string output, bool force)
    {
        if (Directory.Exists(output))
            throw new BadInputException($"{output}: is a folder; the result is one Parquet file: name a file with --output", output);
        if (Path.GetDirectoryName(Path.GetFullPath(output)) is { } folder && !Directory.Exists(folder))
            throw new BadInputException($"{output}: there is no folder {folder}: make it first, or choose another --output", output);
        if (!File.Exists(output))
            return;
        if (!force)
            throw new BadInputException($"{output}: exists: choose another --output, or --force to replace it", output);
        if (!IsParquet(output))
            throw new BadInputException($"{output}: exists and is no Parquet file, which is all that --force replaces: choose another --output", output);
    }

    private static bool IsParquet(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            Span<byte> magic = stackalloc byte[4];
            return stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length && magic.SequenceEqual("PAR1"u8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void CheckColumns(ModelFile file, NumberTable table, ModelRunSettings settings)
    {
        IReadOnlyList<Core.Scoring.Graphs.ModelInput> inputs = ModelFacts.Of(file).Inputs;
        if (inputs.Count == 0 || inputs.Any(i => i.Columns is null) || inputs.Sum(i => i.Columns!.Value) is var taken && taken == table.Columns.Count)
            return;
        throw new BadInputException(
            $"{settings.Input}: has {table.Columns.Count} columns ({string.Join(", ", table.Columns.Take(20))}{(table.Columns.Count > 20 ? ", .." : "")}), "
            + $"the model {settings.File} takes {taken}: give exactly the model's inputs, in their order",
            settings.Input);
    }
}
