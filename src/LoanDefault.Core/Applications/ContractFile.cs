using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LoanDefault.Core.Errors;

namespace LoanDefault.Core.Applications;

/// <summary>Reads, checks, writes and hashes <c>contract.json</c>.</summary>
public static class ContractFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Reads and checks a contract.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BadInputException">The file is missing, not JSON, or breaks a rule; every broken rule is named.</exception>
    public static ApplicationContract Load(string path)
    {
        byte[] json;
        try
        {
            json = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: the contract cannot be read ({e.Message}): check --contract", path, innerException: e);
        }

        return Parse(json, path);
    }

    /// <summary>Reads and checks a contract from its bytes.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="path">What messages call the file.</param>
    /// <exception cref="BadInputException">The bytes are not JSON or break a rule; every broken rule is named.</exception>
    public static ApplicationContract Parse(ReadOnlySpan<byte> json, string path)
    {
        ApplicationContract? contract;
        try
        {
            contract = JsonSerializer.Deserialize<ApplicationContract>(json, Options);
        }
        catch (JsonException e)
        {
            throw new BadInputException($"{path}: not a contract ({JsonProblem.Describe(e, Options)}): see contract.schema.json", path, innerException: e);
        }

        if (contract is null)
            throw new BadInputException($"{path}: the contract is empty: see contract.schema.json", path);
        IReadOnlyList<string> problems = ContractRules.Check(contract);
        if (problems.Count > 0)
            throw new BadInputException($"{path}: {string.Join("; ", problems)}", path);
        return contract;
    }

    /// <summary>The contract as indented JSON with a final line feed.</summary>
    /// <param name="contract">The contract.</param>
    public static byte[] ToJson(ApplicationContract contract)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(contract, Options);
        return [.. json, (byte)'\n'];
    }

    /// <summary>
    /// The SHA-256, in lower-case hexadecimal, of what the contract's values mean: what a model depends on. Layout, the
    /// order of names that have none, descriptions and observations of a sample are not in it, and neither is how the
    /// values are delivered: <see cref="ApplicationContract.Csv"/> and each column's <see cref="ContractColumn.Source"/>.
    /// </summary>
    /// <param name="contract">The contract.</param>
    public static string Hash(ApplicationContract contract)
    {
        ApplicationContract meaning = Essential(contract);
        return HashOf(meaning with { Csv = new(), Columns = [.. meaning.Columns.Select(c => c with { Source = null })] });
    }

    /// <summary>
    /// The SHA-256, in lower-case hexadecimal, of everything in the contract that can change a run's result:
    /// <see cref="Hash"/> with how the values are delivered.
    /// </summary>
    /// <param name="contract">The contract.</param>
    public static string HashWithDelivery(ApplicationContract contract) => HashOf(Essential(contract));

    private static ApplicationContract Essential(ApplicationContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return contract with
        {
            Schema = null,
            Description = null,
            Columns = [.. contract.Columns.Select(c => c with { Source = c.SourceName, Description = null, Why = null, Observed = null })],
            Features = [.. contract.Features.Select(f => f with { Inputs = Sorted(f.Inputs), Parameters = Sorted(f.Parameters) })],
            Excluded = [.. contract.Excluded.Select(c => c with { Why = null })],
        };
    }

    private static string HashOf(ApplicationContract contract) => Convert.ToHexStringLower(SHA256.HashData(ToJson(contract)));

    private static SortedDictionary<string, T> Sorted<T>(IReadOnlyDictionary<string, T> named) =>
        new(named.ToDictionary(), StringComparer.Ordinal);
}
