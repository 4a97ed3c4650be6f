using System.Text.Json.Nodes;

namespace LoanDefault.Spark.Sql.Types;

/// <summary>Writes columns as SQL declares them.</summary>
internal static class DdlWriter
{
    /// <summary>Name, type, nullability, comment.</summary>
    public static string Field(StructField field)
    {
        string text = $"{Name(field.Name)} {field.DataType.SimpleString}";
        if (!field.IsNullable)
            text += " NOT NULL";
        return (string?)JsonNode.Parse(field.Metadata)!["comment"] is { } comment ? $"{text} COMMENT '{Escape(comment)}'" : text;
    }

    /// <summary>A name, in backquotes where SQL asks for them.</summary>
    public static string Name(string name)
    {
        bool plain = name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
        return plain ? name : Quote(name);
    }

    /// <summary>A name in backquotes.</summary>
    public static string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
}
