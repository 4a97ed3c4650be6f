namespace LoanDefault.Spark.Sql;

public static partial class Functions
{
    /// <summary>The text in capital letters.</summary>
    public static Column Upper(Column column) => Call("upper", column);

    /// <summary>The text in small letters.</summary>
    public static Column Lower(Column column) => Call("lower", column);

    /// <summary>The text without spaces at its ends.</summary>
    public static Column Trim(Column column) => Call("trim", column);

    /// <summary>The text without spaces at its beginning.</summary>
    public static Column Ltrim(Column column) => Call("ltrim", column);

    /// <summary>The text without spaces at its end.</summary>
    public static Column Rtrim(Column column) => Call("rtrim", column);

    /// <summary>How many letters, or bytes, it has.</summary>
    public static Column Length(Column column) => Call("length", column);

    /// <summary>A part of the text; the first letter is 1.</summary>
    public static Column Substring(Column column, int pos, int len) => Call("substring", column, pos, len);

    /// <summary>The texts, or lists, one after the other.</summary>
    public static Column Concat(params Column[] columns) => Call("concat", [columns]);

    /// <summary>The texts with a separator between them; nulls are passed over.</summary>
    public static Column ConcatWs(string separator, params Column[] columns) => Call("concat_ws", separator, columns);

    /// <summary>The parts between what a regular expression of Java finds, in a list.</summary>
    public static Column Split(Column column, string pattern) => Call("split", column, pattern);

    /// <summary>A group of the first match of a regular expression of Java; empty where nothing matches.</summary>
    public static Column RegexpExtract(Column column, string pattern, int groupIdx) => Call("regexp_extract", column, pattern, groupIdx);

    /// <summary>Each match of a regular expression of Java replaced.</summary>
    public static Column RegexpReplace(Column column, string pattern, string replacement) => Call("regexp_replace", column, pattern, replacement);

    /// <summary>Filled up at its beginning, or cut, to a length.</summary>
    public static Column Lpad(Column column, int len, string pad) => Call("lpad", column, len, pad);

    /// <summary>Filled up at its end, or cut, to a length.</summary>
    public static Column Rpad(Column column, int len, string pad) => Call("rpad", column, len, pad);

    /// <summary>Where a text is first found, the first letter being 1; 0 where it is not.</summary>
    public static Column Instr(Column column, string substring) => Call("instr", column, substring);

    /// <summary>The number with thousands marked and digits behind the point, as a text.</summary>
    public static Column FormatNumber(Column column, int d) => Call("format_number", column, d);

    /// <summary>The file that the row was read from; empty where that is not known.</summary>
    public static Column InputFileName() => Call("input_file_name");
}
