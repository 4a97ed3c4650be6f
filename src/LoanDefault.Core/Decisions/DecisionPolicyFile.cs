using System.Security.Cryptography;
using System.Text.Json;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Models;

namespace LoanDefault.Core.Decisions;

/// <summary>Reads, checks and hashes decision policies.</summary>
public static class DecisionPolicyFile
{
    // Far above every scorecard; a batch holds a band's position in a byte.
    private const int MaximumBands = 100;

    /// <summary>Reads a policy.</summary>
    /// <param name="path">A JSON file as in a model package's manifest under <c>decisions</c>.</param>
    /// <exception cref="BadInputException">The file is missing, not JSON, or breaks a rule.</exception>
    public static DecisionPolicy Load(string path)
    {
        DecisionPolicy? policy;
        try
        {
            policy = JsonSerializer.Deserialize<DecisionPolicy>(File.ReadAllBytes(path), PackageJson.Options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new BadInputException($"{path}: not a decision policy ({(e is JsonException json ? JsonProblem.Describe(json, PackageJson.Options) : e.Message)}): copy 'decisions' from a model's manifest.json and change it", path, innerException: e);
        }

        Check(policy, path);
        return policy!;
    }

    /// <summary>Checks a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="path">What messages call the file.</param>
    /// <exception cref="BadInputException">It breaks a rule; every broken rule is named.</exception>
    public static void Check(DecisionPolicy? policy, string path)
    {
        var problems = new List<string>();
        if (policy is null)
            throw new BadInputException($"{path}: the decision policy is empty", path);
        if (!(policy.PointsToDoubleOdds > 0) || !double.IsFinite(policy.PointsToDoubleOdds))
            problems.Add("'pointsToDoubleOdds' must be above 0");
        if (!(policy.BaseOdds > 0) || !double.IsFinite(policy.BaseOdds) || !double.IsFinite(policy.BasePoints))
            problems.Add("'baseOdds' must be above 0 and 'basePoints' finite");
        if (policy.Bands.Any(b => b is null))
            throw new BadInputException($"{path}: 'bands' holds null: give each band a name", path);
        if (policy.Bands.Count > MaximumBands)
            problems.Add($"'bands' has more than {MaximumBands}");
        if (policy.Bands.Count == 0 || policy.Bands[^1].MinimumPoints is not null)
            problems.Add("'bands' must end with a band without 'minimumPoints'");
        if (policy.Bands.Select(b => b.Name).Distinct().Count() != policy.Bands.Count)
            problems.Add("'bands' repeats a name");
        for (int i = 1; i < policy.Bands.Count; i++)
        {
            if (policy.Bands[i - 1].MinimumPoints is not { } above || above <= (policy.Bands[i].MinimumPoints ?? int.MinValue))
                problems.Add($"band '{policy.Bands[i].Name}' must lie below band '{policy.Bands[i - 1].Name}'");
        }

        if (policy.DeclineBelow > policy.ApproveAtOrAbove)
            problems.Add("'declineBelow' must not be above 'approveAtOrAbove'");
        if (problems.Count > 0)
            throw new BadInputException($"{path}: {string.Join("; ", problems)}", path);
    }

    /// <summary>SHA-256, in lower-case hexadecimal, of everything that can change a result.</summary>
    /// <param name="policy">The policy.</param>
    public static string Hash(DecisionPolicy policy) => Convert.ToHexStringLower(
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(policy with { Rule = null }, PackageJson.Options)));
}
