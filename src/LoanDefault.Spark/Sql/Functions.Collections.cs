namespace LoanDefault.Spark.Sql;

public static partial class Functions
{
    /// <summary>A list of the values.</summary>
    public static Column Array(params Column[] columns) => Call("array", [columns]);

    /// <summary>The columns as one with fields.</summary>
    public static Column Struct(params Column[] columns) => Call("struct", [columns]);

    /// <summary>Keys and values in turn as a map.</summary>
    public static Column Map(params Column[] columns) => Call("map", [columns]);

    /// <summary>How many elements a list or map has; -1 for null, or null under ANSI rules, which Spark 4 follows.</summary>
    public static Column Size(Column column) => Call("size", column);

    /// <summary>True where a list contains a value.</summary>
    public static Column ArrayContains(Column column, object value) => Call("array_contains", column, Sql.Column.Of(value));

    /// <summary>A list in order.</summary>
    public static Column SortArray(Column column, bool asc = true) => Call("sort_array", column, asc);

    /// <summary>A list without repetitions.</summary>
    public static Column ArrayDistinct(Column column) => Call("array_distinct", column);

    /// <summary>An element of a list by its position from 1, or of a map by its key.</summary>
    public static Column ElementAt(Column column, object key) => Call("element_at", column, key);

    /// <summary>A row for each element of a list; none for null and for an empty list.</summary>
    public static Column Explode(Column column) => Call("explode", column);

    /// <summary>A row for each element of a list; one with null for null and for an empty list.</summary>
    public static Column ExplodeOuter(Column column) => Call("explode_outer", column);

    /// <summary>A part of a JSON text, by a path such as <c>$.a[0]</c>.</summary>
    public static Column GetJsonObject(Column column, string path) => Call("get_json_object", column, path);

    /// <summary>A struct, list or map as JSON text.</summary>
    public static Column ToJson(Column column) => Call("to_json", column);

    /// <summary>The row's number within its window, from 1.</summary>
    public static Column RowNumber() => Call("row_number");

    /// <summary>The row's rank within its window, with gaps after ties.</summary>
    public static Column Rank() => Call("rank");

    /// <summary>The row's rank within its window, without gaps.</summary>
    public static Column DenseRank() => Call("dense_rank");

    /// <summary>The value some rows before, within the window; null before the first.</summary>
    public static Column Lag(Column column, int offset) => Call("lag", column, offset);

    /// <summary>The value some rows later, within the window; null after the last.</summary>
    public static Column Lead(Column column, int offset) => Call("lead", column, offset);
}
