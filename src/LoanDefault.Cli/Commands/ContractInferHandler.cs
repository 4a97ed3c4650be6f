using System.Text.Json.Nodes;
using LoanDefault.Cli.CommandLine;
using LoanDefault.Cli.Reports;
using LoanDefault.Modeling.Contracts;

namespace LoanDefault.Cli.Commands;

/// <summary>What <c>loandefault contract infer</c> does.</summary>
internal static class ContractInferHandler
{
    /// <summary>Writes a starting contract.</summary>
    /// <param name="settings">What was asked.</param>
    /// <param name="run">What to work with.</param>
    public static int Run(ContractInferSettings settings, CommandRun run)
    {
        var request = new ContractInferenceRequest
        {
            Path = settings.File,
            Target = settings.Target,
            Bad = settings.Bad,
            Ignore = settings.Ignore,
            Exclude = settings.Exclude,
            Id = settings.Id,
        };
        ContractInferenceResult result = ContractInference.Infer(request, run.Progress, run.Stop);
        ContractWriter.Write(result.Contract, settings.Output, settings.Force);
        return run.Finish("written", ToJson(settings, result), () => ContractView.Write(settings, result, run.Surroundings));
    }

    private static JsonObject ToJson(ContractInferSettings settings, ContractInferenceResult result) => new()
    {
        ["contract"] = settings.Output,
        ["rows"] = result.Rows,
        ["columns"] = result.Contract.Columns.Count,
        ["features"] = result.Contract.Columns.Count(c => c.Feature) + result.Contract.Features.Count,
        ["excluded"] = result.Contract.Excluded.Count,
        ["id"] = result.Contract.Id,
        ["target_values"] = new JsonArray([.. result.TargetValues.Select(value => new JsonObject
        {
            ["value"] = value.Text,
            ["rows"] = value.Rows,
            ["meaning"] = ContractView.NameOf(value.Meaning),
        })]),
        ["warnings"] = new JsonArray([.. result.Warnings.Select(warning => new JsonObject
        {
            ["kind"] = ContractView.NameOf(warning.Kind),
            ["column"] = warning.Column,
            ["message"] = warning.Message,
        })]),
    };
}
