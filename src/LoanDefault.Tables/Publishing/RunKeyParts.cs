using System.Security.Cryptography;
using System.Text;
using LoanDefault.Tables.Delta;

namespace LoanDefault.Tables.Publishing;

/// <summary>
/// What decides a run's result. Two runs with the same parts publish the same rows, so the second has nothing to do.
/// Engine, program version, absolute paths and times are not part of it.
/// </summary>
public sealed record RunKeyParts
{
    /// <summary>The parts of a run. Every hash is SHA-256 as 64 lower-case hexadecimal digits.</summary>
    /// <param name="businessDate">The night that the run scores.</param>
    /// <param name="modelHash">The model package's hash.</param>
    /// <param name="contractHash">The hash of the contract that counts, with how the input is delivered.</param>
    /// <param name="decisionsHash">The decision configuration's hash.</param>
    /// <param name="inputsHash">The input files' hash: <see cref="RunInputs.Hash"/>.</param>
    /// <exception cref="ArgumentException">A hash is not 64 lower-case hexadecimal digits.</exception>
    public RunKeyParts(
        DateOnly businessDate, string modelHash, string contractHash, string decisionsHash, string inputsHash)
    {
        BusinessDate = businessDate;
        ModelHash = Checked(modelHash, nameof(modelHash));
        ContractHash = Checked(contractHash, nameof(contractHash));
        DecisionsHash = Checked(decisionsHash, nameof(decisionsHash));
        InputsHash = Checked(inputsHash, nameof(inputsHash));
        RunKey = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalText)));
    }

    /// <summary>The night that the run scores.</summary>
    public DateOnly BusinessDate { get; }

    /// <summary>The model package's hash.</summary>
    public string ModelHash { get; }

    /// <summary>The hash of the contract that counts, with how the input is delivered.</summary>
    public string ContractHash { get; }

    /// <summary>The decision configuration's hash.</summary>
    public string DecisionsHash { get; }

    /// <summary>The input files' hash.</summary>
    public string InputsHash { get; }

    /// <summary>SHA-256 of <see cref="CanonicalText"/> in UTF-8, as 64 lower-case hexadecimal digits.</summary>
    public string RunKey { get; }

    /// <summary>The text that is hashed: a title and one line a part, each ended by a line feed.</summary>
    public string CanonicalText =>
        $"loandefault run key 1\nbusiness_date {DeltaPath.PartitionValue(BusinessDate)}\nmodel {ModelHash}\n"
        + $"contract {ContractHash}\ndecisions {DecisionsHash}\ninputs {InputsHash}\n";

    private static string Checked(string hash, string name)
    {
        ArgumentNullException.ThrowIfNull(hash, name);
        return hash.Length == 64 && hash.All(digit => char.IsAsciiHexDigitLower(digit))
            ? hash
            : throw new ArgumentException($"'{hash}' is not a SHA-256 in 64 lower-case hexadecimal digits", name);
    }
}
