using System.Security.Cryptography;
using System.Text;

namespace LoanDefault.Spark.Worker.Wire;

/// <summary>The exchange at the start of a TCP connection: one side proves that it knows the secret, the other says ok or err.</summary>
internal static class Authentication
{
    private const int LongestSecret = 4096;
    private const string Accepted = "ok";
    private const string Refused = "err";

    /// <summary>Reads the peer's secret and answers.</summary>
    /// <returns>Whether the peer knows it.</returns>
    public static bool Check(WireInput input, WireOutput output, string secret)
    {
        byte[] given = input.ReadBytes(LongestSecret);
        bool isKnown = CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(secret));
        output.WriteText(isKnown ? Accepted : Refused);
        output.Flush();
        return isKnown;
    }

    /// <summary>Sends the secret and reads the answer.</summary>
    /// <returns>Whether the peer accepted it.</returns>
    public static bool Prove(WireInput input, WireOutput output, string secret)
    {
        output.WriteText(secret);
        output.Flush();
        return input.ReadText(LongestSecret) == Accepted;
    }
}
