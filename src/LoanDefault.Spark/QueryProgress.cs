using System.Globalization;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql;

namespace LoanDefault.Spark;

/// <summary>
/// How many rows the steps of the latest query have put out. Spark counts rows itself, exactly, and hears from running
/// tasks with each heartbeat of their executor (<c>spark.executor.heartbeatInterval</c>, 10 s), so the figure is late, not wrong.
/// </summary>
internal sealed class QueryProgress
{
    private const string RowsMetric = "number of output rows";

    private readonly JavaObject _store;

    /// <summary>Follows the queries of a session.</summary>
    public QueryProgress(SparkSession session)
    {
        using JavaObject shared = session.Reference.Call<JavaObject>("sharedState");
        _store = shared.Call<JavaObject>("statusStore");
    }

    /// <summary>The rows that the latest query's steps of one kind have put out; 0 when it has no such step.</summary>
    /// <param name="step">How Spark calls the steps, for example <c>MapInArrow</c> or <c>Scan parquet</c>.</param>
    public long RowsOf(string step)
    {
        long count = _store.Call<long>("executionsCount");
        if (count == 0)
            return 0;
        using JavaObject latest = _store.Call<JavaObject>("executionsList", (int)(count - 1), 1);
        if (latest.Call<int>("size") == 0)
            return 0;
        using JavaObject query = latest.Call<JavaObject>("apply", 0);
        long id = query.Call<long>("executionId");
        long[] counters = [.. Counters(id, step)];
        if (counters.Length == 0)
            return 0;
        using JavaObject values = _store.Call<JavaObject>("executionMetrics", id);
        return counters.Sum(counter => Value(values, counter));
    }

    private List<long> Counters(long query, string step)
    {
        var found = new List<long>();
        using JavaObject graph = _store.Call<JavaObject>("planGraph", query);
        using JavaObject nodes = graph.Call<JavaObject>("allNodes");
        foreach (JavaObject node in Elements(nodes))
        {
            using (node)
            {
                if (!node.Call<string>("name").StartsWith(step, StringComparison.Ordinal))
                    continue;
                using JavaObject metrics = node.Call<JavaObject>("metrics");
                foreach (JavaObject metric in Elements(metrics))
                {
                    using (metric)
                    {
                        if (metric.Call<string>("name") == RowsMetric)
                            found.Add(metric.Call<long>("accumulatorId"));
                    }
                }
            }
        }
        return found;
    }

    // A text for people: "1,000,000".
    private static long Value(JavaObject values, long counter)
    {
        using JavaObject value = values.Call<JavaObject>("get", counter);
        return value.Call<bool>("isDefined") && long.TryParse(value.Call<string>("get"), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out long rows)
            ? rows
            : 0;
    }

    private static IEnumerable<JavaObject> Elements(JavaObject sequence)
    {
        int count = sequence.Call<int>("size");
        for (int index = 0; index < count; index++)
            yield return sequence.Call<JavaObject>("apply", index);
    }
}
