using System.Text.Json;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql;

namespace LoanDefault.Spark.Scoring;

/// <summary>The few operations on data frames that the run writes as SQL.</summary>
internal static class Frames
{
    /// <summary>Parquet files or folders.</summary>
    public static DataFrame ReadFiles(this SparkSession session, params string[] paths) => session.Read().Literally().Parquet(paths);

    /// <summary>Takes paths as they are: a '[' in a name is no pattern.</summary>
    public static DataFrameReader Literally(this DataFrameReader reader) => reader.Option("__globPaths__", false);

    /// <summary>Columns by SQL expressions.</summary>
    public static DataFrame SelectSql(this DataFrame frame, IEnumerable<string> expressions)
    {
        using JavaObject array = frame.SparkSession.Gateway.NewArray(JavaClasses.String, [.. expressions]);
        return frame.SparkSession.Wrap(frame.Reference.Call<JavaObject>("selectExpr", array));
    }

    /// <summary>The rows for which a SQL expression holds.</summary>
    public static DataFrame WhereSql(this DataFrame frame, string condition) =>
        frame.SparkSession.Wrap(frame.Reference.Call<JavaObject>("where", condition));

    /// <summary>The rows of all frames, columns by position.</summary>
    public static DataFrame UnionAll(this IEnumerable<DataFrame> frames) => frames.Aggregate((all, next) =>
        all.SparkSession.Wrap(all.Reference.Call<JavaObject>("union", next.Reference)));

    /// <summary>A query over a frame, called <c>t</c> in it.</summary>
    public static DataFrame Query(this DataFrame frame, string sql)
    {
        string view = $"loandefault_{Guid.NewGuid():N}";
        frame.Reference.Call("createOrReplaceTempView", view);
        try
        {
            return frame.SparkSession.Sql(sql.Replace("{t}", view, StringComparison.Ordinal));
        }
        finally
        {
            // The query is analysed: it no longer needs the name.
            using JavaObject catalog = frame.SparkSession.Reference.Call<JavaObject>("catalog");
            catalog.Call("dropTempView", view);
        }
    }

    /// <summary>The rows as JSON objects; for few of them. Runs a job.</summary>
    public static IReadOnlyList<JsonElement> ReadJson(this DataFrame frame, CancellationToken cancellation)
    {
        string lines = frame.SparkSession.SparkContext.Run(
            () =>
            {
                using JavaObject json = frame.Reference.Call<JavaObject>("toJSON");
                using JavaObject list = json.Call<JavaObject>("collectAsList");
                return frame.SparkSession.Gateway.CallStatic<string>("java.lang.String", "join", "\n", list);
            },
            cancellation);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
