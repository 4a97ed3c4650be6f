using LoanDefault.Spark.Gateway;

namespace LoanDefault.Spark.Sql;

/// <summary>Rows in groups. <see cref="DataFrame.GroupBy(Column[])"/> makes one.</summary>
public sealed class RelationalGroupedDataset
{
    private readonly SparkSession _session;
    private readonly JavaObject _groups;

    internal RelationalGroupedDataset(SparkSession session, JavaObject groups)
    {
        _session = session;
        _groups = groups;
    }

    /// <summary>A row a group: the columns that made the group, then the aggregates.</summary>
    public DataFrame Agg(Column expr, params Column[] exprs)
    {
        ArgumentNullException.ThrowIfNull(expr);
        using JavaObject more = _session.Gateway.NewSeq([.. exprs.Select(column => column.Resolve(_session))]);
        return _session.Wrap(_groups.Call<JavaObject>("agg", expr.Resolve(_session), more));
    }

    /// <summary>How many rows each group has, in a column <c>count</c>.</summary>
    public DataFrame Count() => _session.Wrap(_groups.Call<JavaObject>("count"));

    /// <summary>The mean of columns of numbers, or of all of them when none is named.</summary>
    public DataFrame Avg(params string[] colNames) => Numbers("avg", colNames);

    /// <summary>The same as <see cref="Avg"/>.</summary>
    public DataFrame Mean(params string[] colNames) => Numbers("mean", colNames);

    /// <summary>The greatest value of columns of numbers, or of all of them when none is named.</summary>
    public DataFrame Max(params string[] colNames) => Numbers("max", colNames);

    /// <summary>The least value of columns of numbers, or of all of them when none is named.</summary>
    public DataFrame Min(params string[] colNames) => Numbers("min", colNames);

    /// <summary>The sum of columns of numbers, or of all of them when none is named.</summary>
    public DataFrame Sum(params string[] colNames) => Numbers("sum", colNames);

    /// <summary>A column of its own for each value of a column; Spark looks the values up first.</summary>
    public RelationalGroupedDataset Pivot(string pivotColumn) => new(_session, _groups.Call<JavaObject>("pivot", pivotColumn));

    private DataFrame Numbers(string method, string[] colNames)
    {
        using JavaObject names = _session.Gateway.NewSeq(colNames);
        return _session.Wrap(_groups.Call<JavaObject>(method, names));
    }
}
