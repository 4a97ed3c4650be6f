using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.IntegrationTests.Spark.Support;

/// <summary>Compares what two runs published, row by row and bit by bit.</summary>
/// <param name="one">A folder of tables.</param>
/// <param name="other">Another one.</param>
internal sealed class TablePair(string one, string other)
{
    /// <summary>Rows of a table that one has and the other lacks, both ways; run id and time are left out.</summary>
    public long Differences(string table)
    {
        using DuckDbDatabase database = DuckDbDatabase.Open(new DuckDbOptions { MemoryLimitBytes = 512 << 20, TemporaryFolder = Path.GetTempPath() });
        using DuckDbConnection connection = database.Connect();
        string first = Rows(one, table), second = Rows(other, table);
        return connection.ReadSingle(
            $"SELECT (SELECT count(*) FROM ({first} EXCEPT ALL {second})) + (SELECT count(*) FROM ({second} EXCEPT ALL {first}))",
            r => r.GetInt64(0));
    }

    // A double's bits as text: 0.0 and -0.0 are equal, and NaNs are not.
    private static string Rows(string folder, string table)
    {
        string time = table == "scored" ? "scored_at" : "quarantined_at";
        string bits = table == "scored" ? " REPLACE (printf('%a', probability_of_default) AS probability_of_default)" : "";
        return $"SELECT * EXCLUDE (run_id, {time}){bits} FROM read_parquet('{folder}/{table}/business_date=*/*.parquet', hive_partitioning = false)";
    }
}
