using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.IntegrationTests.Cli.Support;

/// <summary>Applications made of the real sample: each loan many times, each time with its own id.</summary>
internal static class Loans
{
    public static string Sample => Repository.PathOf("data/lending_club.parquet");

    public static string Model => Repository.PathOf("models/reference");

    /// <summary>Writes applications.</summary>
    /// <param name="path">The Parquet file.</param>
    /// <param name="copies">How often each of the sample's 9,857 loans occurs.</param>
    /// <param name="change">SQL after <c>SELECT * </c>, such as <c>REPLACE (...)</c>; n is a row's number from 0.</param>
    public static void Write(string path, int copies = 1, string change = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using DuckDbDatabase database = DuckDbDatabase.Open(new DuckDbOptions
        {
            MemoryLimitBytes = 512 << 20,
            TemporaryFolder = Path.GetTempPath(),
        });
        using DuckDbConnection connection = database.Connect();
        connection.Execute(
            $"""
            COPY (
                SELECT * EXCLUDE (n) {change} FROM (
                    SELECT 'A-' || copy || '-' || file_row_number AS application_id, loan.* EXCLUDE (file_row_number),
                        copy * 9857 + file_row_number AS n
                    FROM read_parquet({Sql.Literal(Sample)}, file_row_number = true) AS loan, range({copies}) AS copies(copy)))
            TO {Sql.Literal(path)} (FORMAT parquet)
            """);
    }
}
