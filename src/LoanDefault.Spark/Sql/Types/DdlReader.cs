using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LoanDefault.Spark.Sql.Types;

/// <summary>Reads types and columns as SQL declares them.</summary>
/// <param name="text">The declaration.</param>
internal sealed class DdlReader(string text)
{
    // Types nested deeper than this come from no table; the limit keeps a hostile text off the stack's end.
    private const int DeepestNesting = 200;

    private int _at;
    private int _depth;

    /// <summary>The whole text as one type.</summary>
    public DataType ReadType() => ToEnd(Type());

    /// <summary>The whole text as columns.</summary>
    public StructType ReadColumns() => ToEnd(new StructType(Fields(end: '\0')));

    private T ToEnd<T>(T value)
    {
        SkipSpace();
        return _at == text.Length ? value : throw Unexpected("the end");
    }

    private List<StructField> Fields(char end)
    {
        var fields = new List<StructField>();
        if (Peek() == end)
            return fields;
        do
        {
            fields.Add(Field());
        }
        while (TryTake(','));
        return fields;
    }

    private StructField Field()
    {
        string name = Name();
        TryTake(':');
        DataType type = Type();
        bool isNullable = !TryTakeWord("NOT");
        if (!isNullable && !TryTakeWord("NULL"))
            throw Unexpected("NULL");
        string? metadata = TryTakeWord("COMMENT") ? new JsonObject { ["comment"] = QuotedText() }.ToJsonString(JsonTexts.Plain) : null;
        return new StructField(name, type, isNullable, metadata);
    }

    private DataType Type()
    {
        if (++_depth > DeepestNesting)
            throw new FormatException($"a type is nested more than {DeepestNesting} deep");
        DataType type = Word().ToUpperInvariant() switch
        {
            "STRING" => new StringType(),
            "BINARY" => new BinaryType(),
            "BOOLEAN" => new BooleanType(),
            "TINYINT" or "BYTE" => new ByteType(),
            "SMALLINT" or "SHORT" => new ShortType(),
            "INT" or "INTEGER" => new IntegerType(),
            "BIGINT" or "LONG" => new LongType(),
            "FLOAT" or "REAL" => new FloatType(),
            "DOUBLE" => new DoubleType(),
            "DATE" => new DateType(),
            "TIMESTAMP" or "TIMESTAMP_LTZ" => new TimestampType(),
            "TIMESTAMP_NTZ" => new TimestampNtzType(),
            "VOID" => new NullType(),
            "DECIMAL" or "DEC" or "NUMERIC" => Decimal(),
            "ARRAY" => Array(),
            "MAP" => Map(),
            "STRUCT" => Struct(),
            string other => throw new FormatException($"'{other}' in '{text}' is not a type that can be read from SQL: use JSON"),
        };
        _depth--;
        return type;
    }

    private DecimalType Decimal()
    {
        if (!TryTake('('))
            return new DecimalType();
        int start = _at;
        int precision = Number();
        int scale = TryTake(',') ? Number() : 0;
        Take(')');
        if (precision is < 1 or > 38 || scale > precision)
            throw new FormatException($"'({text[start..(_at - 1)]})' in '{text}' is not a decimal's precision (1 to 38) and scale");
        return new DecimalType(precision, scale);
    }

    private ArrayType Array()
    {
        Take('<');
        DataType element = Type();
        Take('>');
        return new ArrayType(element);
    }

    private MapType Map()
    {
        Take('<');
        DataType key = Type();
        Take(',');
        DataType value = Type();
        Take('>');
        return new MapType(key, value);
    }

    private StructType Struct()
    {
        Take('<');
        List<StructField> fields = Fields(end: '>');
        Take('>');
        return new StructType(fields);
    }

    private string Name() => Peek() == '`' ? Quoted('`') : Word();

    private string QuotedText() => Peek() is '\'' or '"' ? Quoted(Peek()) : throw Unexpected("a text in quotes");

    // Within backquotes a doubled one stands for itself; within other quotes a backslash escapes.
    private string Quoted(char quote)
    {
        var value = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            char letter = text[_at];
            if (letter == quote && _at + 1 < text.Length && text[_at + 1] == quote && quote == '`')
                _at++;
            else if (letter == quote)
            {
                _at++;
                return value.ToString();
            }
            else if (letter == '\\' && quote != '`' && _at + 1 < text.Length)
                letter = text[++_at];
            value.Append(letter);
        }
        throw Unexpected($"a closing {quote}");
    }

    private string Word()
    {
        SkipSpace();
        int start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
            _at++;
        return _at > start ? text[start.._at] : throw Unexpected("a name");
    }

    private int Number() =>
        int.TryParse(Word(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw Unexpected("a number");

    private bool TryTakeWord(string word)
    {
        SkipSpace();
        int end = _at + word.Length;
        if (string.Compare(text, _at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) != 0
            || (end < text.Length && char.IsLetterOrDigit(text[end])))
            return false;
        _at = end;
        return true;
    }

    private bool TryTake(char letter)
    {
        if (Peek() != letter)
            return false;
        _at++;
        return true;
    }

    private void Take(char letter)
    {
        if (!TryTake(letter))
            throw Unexpected($"'{letter}'");
    }

    private char Peek()
    {
        SkipSpace();
        return _at < text.Length ? text[_at] : '\0';
    }

    private void SkipSpace()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
    }

    private FormatException Unexpected(string expected) => new($"{expected} is expected at position {_at} of '{text}'");
}
