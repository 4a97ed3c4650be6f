using System.Text.RegularExpressions;
using LoanDefault.Core.Errors;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Hadoop;
using LoanDefault.Spark.Sql;

namespace LoanDefault.Spark.Scoring.Input;

/// <summary>
/// Names the file whose pages cannot be read. Its footer was read, so it came as far as a job; that job's failure names the
/// column at best (Spark 3.5), and an operator has to know which file to deliver again.
/// </summary>
internal static partial class DamagedFile
{
    // A page with damaged bytes fails in whatever way its decoder runs into them, so what tells is where: in a Parquet reader.
    private static readonly string[] Readers = ["FAILED_READ_FILE", "at org.apache.parquet.", "at org.apache.spark.sql.execution.datasources.parquet."];

    private const string NoMemory = "OutOfMemoryError";

    /// <summary>Whether a failure may be a file's, and is not a file system's.</summary>
    /// <param name="failure">What a job failed with.</param>
    public static bool IsSuspected(SparkException failure)
    {
        string text = Text(failure);
        return HadoopProblem.Of(failure) is null
            && Array.Exists(Readers, reader => text.Contains(reader, StringComparison.Ordinal))
            && !text.Contains(NoMemory, StringComparison.Ordinal);
    }

    /// <summary>Reads the files one by one to the first that fails; null when none does: it was not the files.</summary>
    /// <param name="session">The session.</param>
    /// <param name="input">The run's input.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static BadInputException? Find(SparkSession session, SparkInput input, CancellationToken cancellation)
    {
        foreach (SparkInputFile file in input.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                session.Read().Literally().Parquet(file.Entry.Path).Write().Format("noop").Mode(SaveMode.Overwrite).Save(cancellation);
            }
            catch (SparkException failure)
            {
                // Something else than the file: the job's own failure says more.
                return !IsSuspected(failure) ? null : new BadInputException($"{file.RelativePath}: {Reason(failure)}: write or copy it again", file.RelativePath, innerException: failure);
            }
        }

        return null;
    }

    private static string Reason(SparkException failure)
    {
        string text = Text(failure), first = failure.JavaMessage.Split('\n', 2)[0];
        string column = ColumnPattern().Match(text) is { Success: true } found ? $"column {found.Groups["column"].Value} " : "";
        string cause = CausePattern().Matches(text) is { Count: > 0 } causes ? causes[^1].Groups["cause"].Value : first[(first.LastIndexOf("): ", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..];
        return $"{column}cannot be read ({cause.Trim()})";
    }

    private static string Text(SparkException failure) => $"{failure.JavaMessage}\n{failure.JavaStackTrace}";

    [GeneratedRegex(@"in col \[(?<column>[^\]]+)\]")]
    private static partial Regex ColumnPattern();

    [GeneratedRegex(@"^Caused by: (?:[\w.$]+: )?(?<cause>.+)$", RegexOptions.Multiline)]
    private static partial Regex CausePattern();
}
