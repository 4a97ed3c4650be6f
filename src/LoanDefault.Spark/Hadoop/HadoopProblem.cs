using LoanDefault.Core.Errors;
using LoanDefault.Spark.Gateway;

namespace LoanDefault.Spark.Hadoop;

/// <summary>What a file system of Hadoop's refused, wherever in Spark's report it stands: a job's failure holds it too.</summary>
/// <param name="Text">What is wrong and what to do, in one line.</param>
/// <param name="IsTransient">Whether the same run may succeed later: the cluster does not answer, or not yet.</param>
internal sealed record HadoopProblem(string Text, bool IsTransient)
{
    private const string ExceptionName = "Exception";
    private const string Colon = ": ";
    private const string HelpPage = "; For more details see:";
    private const string Unreachable = "check that the cluster runs and that HADOOP_CONF_DIR names its settings; the same command starts again";

    // The first that is found counts. Signs are Hadoop's own words: Spark's network has failures of its own.
    private static readonly (string Sign, string Advice, bool IsTransient)[] Known =
    [
        ("QuotaExceededException", "free space there, raise the quota, or choose another --output", false),
        ("There are 0 datanode(s) running", "start the DataNodes; the same command starts again", true),
        ("could only be written to", "the DataNodes are full or cannot be reached: free space, or choose another --output", false),
        ("No space left on device", "free space there and below spark.local.dir, or choose another --output", false),
        ("AccessControlException", "grant the permission, or run as a user who has it", false),
        ("SafeModeException", "the same command starts again when the NameNode accepts changes", true),
        ("StandbyException", "the same command starts again when a NameNode is active", true),
        ("BlockMissingException", "start the DataNodes that have the data; the same command starts again", true),
        ("failed on connection exception", Unreachable, true),
        ("failed on socket exception", Unreachable, true),
        ("failed on socket timeout exception", Unreachable, true),
        ("Failed on local exception", Unreachable, true),
        ("End of File Exception between local host", Unreachable, true),
        ("ParentNotDirectoryException", "a file is in the place of a folder: choose another --output", false),
    ];

    /// <summary>What a failure says of a file system; null when it is about something else.</summary>
    /// <param name="error">What Java threw.</param>
    public static HadoopProblem? Of(SparkException error)
    {
        string[] lines = [.. $"{error.JavaClass}{Colon}{error.JavaMessage}\n{error.JavaStackTrace}".Split('\n')];
        foreach ((string sign, string advice, bool isTransient) in Known)
        {
            if (Array.Find(lines, line => line.Contains(sign, StringComparison.Ordinal)) is { } line)
                return new HadoopProblem($"{Reason(line, sign)}: {advice}", isTransient);
        }

        return null;
    }

    /// <summary>The same as an exception with its exit code.</summary>
    /// <param name="cause">What Java threw.</param>
    public LoanDefaultException ToException(SparkException cause) =>
        IsTransient ? new ClusterUnavailableException(Text, cause) : new BadInputException(Text, innerException: cause);

    // What stands after the exception's name, without the page that Hadoop recommends.
    private static string Reason(string line, string sign)
    {
        int at = line.IndexOf(sign, StringComparison.Ordinal);
        bool isName = sign.EndsWith(ExceptionName, StringComparison.Ordinal);
        int start = isName ? line.IndexOf(Colon, at, StringComparison.Ordinal) : EndOfName(line[..at]);
        string reason = start < 0 ? line : line[(start + Colon.Length)..];
        int help = reason.IndexOf(HelpPage, StringComparison.Ordinal);
        return (help < 0 ? reason : reason[..help]).Trim().TrimEnd('.');
    }

    // 'java.io.IOException: ', or 'org.apache.hadoop.ipc.RemoteException(java.io.IOException): '.
    private static int EndOfName(string before)
    {
        int plain = before.LastIndexOf(ExceptionName + Colon, StringComparison.Ordinal);
        int remote = before.LastIndexOf(ExceptionName + ")" + Colon, StringComparison.Ordinal);
        return remote > plain ? remote + ExceptionName.Length + 1 : plain < 0 ? plain : plain + ExceptionName.Length;
    }
}
