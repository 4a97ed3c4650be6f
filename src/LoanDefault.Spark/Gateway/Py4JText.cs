using System.Text;

namespace LoanDefault.Spark.Gateway;

/// <summary>Escapes texts so that they stay within one line: backslash, line feed and carriage return, nothing else.</summary>
internal static class Py4JText
{
    /// <summary>The text as it stands in a line.</summary>
    public static string Escape(string text) => text.AsSpan().IndexOfAny('\\', '\n', '\r') < 0
        ? text
        : text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>The text that a line stands for.</summary>
    /// <exception cref="GatewayException">A backslash is followed by something that the protocol does not know.</exception>
    public static string Unescape(string line)
    {
        int slash = line.IndexOf('\\', StringComparison.Ordinal);
        if (slash < 0)
            return line;
        var text = new StringBuilder(line.Length).Append(line, 0, slash);
        for (int at = slash; at < line.Length; at++)
        {
            if (line[at] != '\\')
            {
                text.Append(line[at]);
                continue;
            }
            at++;
            text.Append((at < line.Length ? line[at] : '\0') switch
            {
                '\\' => '\\',
                'n' => '\n',
                'r' => '\r',
                _ => throw GatewayException.Malformed("a backslash that escapes nothing"),
            });
        }
        return text.ToString();
    }
}
