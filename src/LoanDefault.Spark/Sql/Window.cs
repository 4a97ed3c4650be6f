using LoanDefault.Spark.Gateway;

namespace LoanDefault.Spark.Sql;

/// <summary>Starts a window: the rows around a row over which an aggregate or a rank is taken.</summary>
public static class Window
{
    /// <summary>The frame's bound "from the first row on".</summary>
    public static long UnboundedPreceding => long.MinValue;

    /// <summary>The frame's bound "up to the last row".</summary>
    public static long UnboundedFollowing => long.MaxValue;

    /// <summary>The frame's bound "the row itself".</summary>
    public static long CurrentRow => 0;

    /// <summary>Rows with equal values in these columns form a window.</summary>
    public static WindowSpec PartitionBy(params Column[] columns) => Start("partitionBy", columns);

    /// <summary>Rows with equal values in these columns form a window.</summary>
    public static WindowSpec PartitionBy(string column, params string[] columns) => PartitionBy(Functions.Cols(column, columns));

    /// <summary>All rows form one window, in this order.</summary>
    public static WindowSpec OrderBy(params Column[] columns) => Start("orderBy", columns);

    private static WindowSpec Start(string method, Column[] columns) =>
        new(session => session.Gateway.CallStatic<JavaObject>(JavaClasses.Window, method, Column.Resolve(session, [columns])));
}

/// <summary>A window. <see cref="Window"/> starts one.</summary>
public sealed class WindowSpec
{
    private readonly Func<SparkSession, JavaObject> _make;

    internal WindowSpec(Func<SparkSession, JavaObject> make)
    {
        _make = make;
    }

    /// <summary>Rows with equal values in these columns form a window.</summary>
    public WindowSpec PartitionBy(params Column[] columns) => Then("partitionBy", [columns]);

    /// <summary>The order of the rows within a window.</summary>
    public WindowSpec OrderBy(params Column[] columns) => Then("orderBy", [columns]);

    /// <summary>From how many rows before the row to how many after it, negative before, 0 the row itself.</summary>
    public WindowSpec RowsBetween(long start, long end) => Then("rowsBetween", start, end);

    /// <summary>Which values of the ordering column, relative to the row's own, belong to the window.</summary>
    public WindowSpec RangeBetween(long start, long end) => Then("rangeBetween", start, end);

    internal JavaObject Resolve(SparkSession session) => _make(session);

    private WindowSpec Then(string method, params object?[] arguments) =>
        new(session => Resolve(session).Call<JavaObject>(method, Column.Resolve(session, arguments)));
}
