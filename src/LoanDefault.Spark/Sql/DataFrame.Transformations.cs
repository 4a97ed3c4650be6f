using LoanDefault.Spark.Gateway;

namespace LoanDefault.Spark.Sql;

public sealed partial class DataFrame
{
    /// <summary>These columns, or what is computed from columns.</summary>
    /// <exception cref="SparkException">A column does not exist, or types do not fit.</exception>
    public DataFrame Select(params Column[] columns) => DeriveFrom("select", columns);

    /// <summary>These columns.</summary>
    public DataFrame Select(string column, params string[] columns) => Select(Functions.Cols(column, columns));

    /// <summary>What expressions of SQL compute.</summary>
    public DataFrame SelectExpr(params string[] exprs) => Select(Array.ConvertAll(exprs, Functions.Expr));

    /// <summary>All columns and one more, which takes the place of one of the same name.</summary>
    public DataFrame WithColumn(string colName, Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return Derive("withColumn", colName, column.Resolve(_session));
    }

    /// <summary>A column under another name; nothing changes when there is none of the old name.</summary>
    public DataFrame WithColumnRenamed(string existingName, string newName) => Derive("withColumnRenamed", existingName, newName);

    /// <summary>All columns but these; names that do not exist are passed over.</summary>
    public DataFrame Drop(params string[] colNames)
    {
        using JavaObject names = _session.Gateway.NewSeq(colNames);
        return Derive("drop", names);
    }

    /// <summary>The columns under new names, in order.</summary>
    public DataFrame ToDF(params string[] colNames)
    {
        using JavaObject names = _session.Gateway.NewSeq(colNames);
        return Derive("toDF", names);
    }

    /// <summary>The rows for which the condition is true.</summary>
    public DataFrame Filter(Column condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Derive("filter", condition.Resolve(_session));
    }

    /// <summary>The rows for which a condition in SQL is true.</summary>
    public DataFrame Filter(string conditionExpr) => Derive("filter", conditionExpr);

    /// <summary>The same as <see cref="Filter(Column)"/>.</summary>
    public DataFrame Where(Column condition) => Filter(condition);

    /// <summary>The same as <see cref="Filter(string)"/>.</summary>
    public DataFrame Where(string conditionExpr) => Filter(conditionExpr);

    /// <summary>Groups the rows by columns; without any, all rows are one group.</summary>
    public RelationalGroupedDataset GroupBy(params Column[] columns)
    {
        using JavaObject seq = Seq(columns);
        return new RelationalGroupedDataset(_session, _dataset.Call<JavaObject>("groupBy", seq));
    }

    /// <summary>Groups the rows by columns.</summary>
    public RelationalGroupedDataset GroupBy(string column, params string[] columns) => GroupBy(Functions.Cols(column, columns));

    /// <summary>Aggregates over all rows.</summary>
    public DataFrame Agg(Column expr, params Column[] exprs) => GroupBy().Agg(expr, exprs);

    /// <summary>Each row beside each row of the other for which the condition is true.</summary>
    /// <param name="right">The other.</param>
    /// <param name="joinExpr">The condition.</param>
    /// <param name="joinType"><c>inner</c>, <c>left</c>, <c>right</c>, <c>full</c>, <c>left_semi</c> or <c>left_anti</c>.</param>
    public DataFrame Join(DataFrame right, Column joinExpr, string joinType = "inner")
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(joinExpr);
        return Derive("join", right._dataset, joinExpr.Resolve(_session), joinType);
    }

    /// <summary>Rows beside each other that are equal in a column, which comes out once.</summary>
    public DataFrame Join(DataFrame right, string usingColumn) => Join(right, [usingColumn]);

    /// <summary>Rows beside each other that are equal in columns, which come out once.</summary>
    /// <param name="right">The other.</param>
    /// <param name="usingColumns">The columns, which both have.</param>
    /// <param name="joinType"><c>inner</c>, <c>left</c>, <c>right</c>, <c>full</c>, <c>left_semi</c> or <c>left_anti</c>.</param>
    public DataFrame Join(DataFrame right, IEnumerable<string> usingColumns, string joinType = "inner")
    {
        ArgumentNullException.ThrowIfNull(right);
        using JavaObject names = _session.Gateway.NewSeq([.. usingColumns]);
        return Derive("join", right._dataset, names, joinType);
    }

    /// <summary>Each row beside each row of the other.</summary>
    public DataFrame CrossJoin(DataFrame right)
    {
        ArgumentNullException.ThrowIfNull(right);
        return Derive("crossJoin", right._dataset);
    }

    /// <summary>The rows of both, columns by position.</summary>
    public DataFrame Union(DataFrame other) => With("union", other);

    /// <summary>The rows of both, columns by name.</summary>
    /// <param name="other">The other.</param>
    /// <param name="allowMissingColumns">True to take null where one lacks a column.</param>
    public DataFrame UnionByName(DataFrame other, bool allowMissingColumns = false)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Derive("unionByName", other._dataset, allowMissingColumns);
    }

    /// <summary>The different rows that are in both.</summary>
    public DataFrame Intersect(DataFrame other) => With("intersect", other);

    /// <summary>The different rows that are not in the other.</summary>
    public DataFrame Except(DataFrame other) => With("except", other);

    /// <summary>The different rows.</summary>
    public DataFrame Distinct() => Derive("distinct");

    /// <summary>One row of each that are equal in these columns, or in all when none is named.</summary>
    public DataFrame DropDuplicates(params string[] columns)
    {
        if (columns.Length == 0)
            return Derive("dropDuplicates");
        using JavaObject names = _session.Gateway.NewSeq(columns);
        return Derive("dropDuplicates", names);
    }

    /// <summary>At most so many rows; which ones is up to Spark unless they are ordered.</summary>
    public DataFrame Limit(int n) => Derive("limit", n);

    /// <summary>A part of the rows by chance.</summary>
    /// <param name="fraction">About how many, 0 to 1.</param>
    /// <param name="seed">The same seed gives the same rows, as long as the partitions are the same.</param>
    /// <param name="withReplacement">True to allow a row more than once.</param>
    public DataFrame Sample(double fraction, long seed, bool withReplacement = false) => Derive("sample", withReplacement, fraction, seed);

    /// <summary>The rows in order.</summary>
    public DataFrame OrderBy(params Column[] columns) => DeriveFrom("orderBy", columns);

    /// <summary>The rows in ascending order of columns.</summary>
    public DataFrame OrderBy(string column, params string[] columns) => OrderBy(Functions.Cols(column, columns));

    /// <summary>The same as <see cref="OrderBy(Column[])"/>.</summary>
    public DataFrame Sort(params Column[] columns) => OrderBy(columns);

    /// <summary>The same as <see cref="OrderBy(string, string[])"/>.</summary>
    public DataFrame Sort(string column, params string[] columns) => OrderBy(column, columns);

    /// <summary>The rows spread evenly over so many partitions; all rows move.</summary>
    public DataFrame Repartition(int numPartitions) => Derive("repartition", numPartitions);

    /// <summary>Rows that are equal in these columns in the same partition.</summary>
    public DataFrame Repartition(int numPartitions, params Column[] columns)
    {
        using JavaObject seq = Seq(columns);
        return Derive("repartition", numPartitions, seq);
    }

    /// <summary>Rows that are equal in these columns in the same partition.</summary>
    public DataFrame Repartition(params Column[] columns) => DeriveFrom("repartition", columns);

    /// <summary>At most so many partitions, put together from those there are; rows move only where they must.</summary>
    public DataFrame Coalesce(int numPartitions) => Derive("coalesce", numPartitions);

    /// <summary>A name for it in expressions: <c>Col("alias.column")</c>.</summary>
    public DataFrame As(string alias) => Derive("as", alias);

    /// <summary>The same as <see cref="As"/>.</summary>
    public DataFrame Alias(string alias) => As(alias);

    /// <summary>Count, mean, deviation, least and greatest value of columns, or of all when none is named. Runs a job when asked for.</summary>
    public DataFrame Describe(params string[] columns)
    {
        using JavaObject names = _session.Gateway.NewSeq(columns);
        return Derive("describe", names);
    }

    private DataFrame With(string method, DataFrame other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Derive(method, other._dataset);
    }
}
