using System.Globalization;
using System.Text;

namespace LoanDefault.Spark.Gateway;

/// <summary>How a request went.</summary>
internal enum ReplyOutcome
{
    /// <summary>The reply carries a value.</summary>
    Done,

    /// <summary>What was called threw; the reply carries the exception's id.</summary>
    JavaException,

    /// <summary>The gateway itself refused; the reply carries its text.</summary>
    Refused,

    /// <summary>The gateway refused and closes the connection.</summary>
    Fatal,
}

/// <summary>One reply line.</summary>
/// <param name="Outcome">How the request went.</param>
/// <param name="Type">The value's type, one of the letters of <see cref="Py4J"/>; only when done.</param>
/// <param name="Text">The value as it was written, still escaped; an exception's id; or the gateway's own text.</param>
internal readonly record struct Py4JReply(ReplyOutcome Outcome, char Type, string Text)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a line, its line feed left out.</summary>
    /// <exception cref="GatewayException">The line is not one of the protocol's.</exception>
    public static Py4JReply Parse(ReadOnlySpan<byte> line)
    {
        if (line.Length < 2 || line[0] != Py4J.ReplyMark)
            throw GatewayException.Malformed("a reply that does not begin with '!' and an outcome");
        string rest = Decode(line[2..]);
        return line[1] switch
        {
            Py4J.Done when rest.Length > 0 => new Py4JReply(ReplyOutcome.Done, rest[0], rest[1..]),
            Py4J.Failed when rest.StartsWith(Py4J.Reference) => new Py4JReply(ReplyOutcome.JavaException, Py4J.Reference, Id(rest[1..])),
            Py4J.Failed => new Py4JReply(ReplyOutcome.Refused, Py4J.Text, Refusal(rest)),
            Py4J.Fatal => new Py4JReply(ReplyOutcome.Fatal, Py4J.Text, Refusal(rest)),
            _ => throw GatewayException.Malformed("a reply with an outcome that the protocol does not know"),
        };
    }

    /// <summary>The value; objects become handles of the given gateway.</summary>
    /// <exception cref="GatewayException">The value is not what its type's letter says.</exception>
    public object? ToValue(JavaGateway gateway) => Type switch
    {
        Py4J.Void or Py4J.Null when Text.Length == 0 => null,
        Py4J.Text => Py4JText.Unescape(Text),
        Py4J.Boolean when bool.TryParse(Text, out bool flag) => flag,
        Py4J.Integer when int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) => number,
        Py4J.Long when long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => number,
        Py4J.Double when double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        Py4J.Decimal when decimal.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) => number,
        Py4J.Bytes => Base64(),
        Py4J.Reference or Py4J.List or Py4J.Map or Py4J.Set or Py4J.JavaArray or Py4J.Iterator => new JavaObject(gateway, Id(Text)),
        Py4J.NoMember or Py4J.Package or Py4J.Class or Py4J.Method => new JavaName(Type, Text),
        _ => throw GatewayException.Malformed($"a value of type '{Type}' that cannot be read"),
    };

    private byte[] Base64()
    {
        byte[] bytes = new byte[(Text.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64String(Text, bytes, out int count))
            throw GatewayException.Malformed("bytes that are not Base64");
        return bytes[..count];
    }

    private static string Refusal(string rest) => rest.Length == 0 ? "no reason given" : Py4JText.Unescape(rest.StartsWith(Py4J.Text) ? rest[1..] : rest);

    private static string Id(string text) => text.Length > 0 ? text : throw GatewayException.Malformed("an object without an id");

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw GatewayException.Malformed("a line that is not UTF-8");
        }
    }
}

/// <summary>What the gateway found under a name that is not a value: a package, a class, a method, or nothing.</summary>
/// <param name="Kind">One of the letters of <see cref="Py4J"/>.</param>
/// <param name="Name">The full name, or empty.</param>
internal sealed record JavaName(char Kind, string Name);
