namespace LoanDefault.Spark.Sql;

public static partial class Functions
{
    /// <summary>The sum; nulls are passed over; null when there is nothing else.</summary>
    public static Column Sum(Column column) => Call("sum", column);

    /// <summary>The sum; nulls are passed over; null when there is nothing else.</summary>
    public static Column Sum(string columnName) => Sum(Col(columnName));

    /// <summary>The mean; nulls are passed over.</summary>
    public static Column Avg(Column column) => Call("avg", column);

    /// <summary>The mean; nulls are passed over.</summary>
    public static Column Avg(string columnName) => Avg(Col(columnName));

    /// <summary>The same as <see cref="Avg(Sql.Column)"/>.</summary>
    public static Column Mean(Column column) => Call("avg", column);

    /// <summary>The same as <see cref="Avg(Sql.Column)"/>.</summary>
    public static Column Mean(string columnName) => Mean(Col(columnName));

    /// <summary>The least value; nulls are passed over.</summary>
    public static Column Min(Column column) => Call("min", column);

    /// <summary>The least value; nulls are passed over.</summary>
    public static Column Min(string columnName) => Min(Col(columnName));

    /// <summary>The greatest value; nulls are passed over.</summary>
    public static Column Max(Column column) => Call("max", column);

    /// <summary>The greatest value; nulls are passed over.</summary>
    public static Column Max(string columnName) => Max(Col(columnName));

    /// <summary>How many values are not null.</summary>
    public static Column Count(Column column) => Call("count", column);

    /// <summary>How many values are not null; with <c>*</c>, how many rows.</summary>
    public static Column Count(string columnName) => columnName == "*" ? Call("count", Expr("*")) : Count(Col(columnName));

    /// <summary>How many different values, or combinations of them, without nulls.</summary>
    public static Column CountDistinct(Column column, params Column[] columns) => Call("count_distinct", column, columns);

    /// <summary>About how many different values, within a relative error; far cheaper than the exact count.</summary>
    public static Column ApproxCountDistinct(Column column, double maximumEstimationError = 0.05) => Call("approx_count_distinct", column, maximumEstimationError);

    /// <summary>The value of some first row; which one is up to Spark unless rows are ordered.</summary>
    public static Column First(Column column, bool ignoreNulls = false) => Call("first", column, ignoreNulls);

    /// <summary>The value of some last row.</summary>
    public static Column Last(Column column, bool ignoreNulls = false) => Call("last", column, ignoreNulls);

    /// <summary>All values in a list, without nulls, in no fixed order.</summary>
    public static Column CollectList(Column column) => Call("collect_list", column);

    /// <summary>The different values in a list, without nulls, in no fixed order.</summary>
    public static Column CollectSet(Column column) => Call("collect_set", column);

    /// <summary>The standard deviation of a sample.</summary>
    public static Column Stddev(Column column) => Call("stddev", column);

    /// <summary>The standard deviation of a whole population.</summary>
    public static Column StddevPop(Column column) => Call("stddev_pop", column);

    /// <summary>The variance of a sample.</summary>
    public static Column Variance(Column column) => Call("variance", column);

    /// <summary>Pearson's correlation of two columns.</summary>
    public static Column Corr(Column column1, Column column2) => Call("corr", column1, column2);

    /// <summary>A quantile, about: the greater the accuracy (10000 is Spark's usual), the closer.</summary>
    public static Column PercentileApprox(Column column, Column percentage, Column accuracy) => Call("percentile_approx", column, percentage, accuracy);
}
