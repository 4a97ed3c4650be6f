using LoanDefault.Core.Errors;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Hadoop;

namespace LoanDefault.Tests.Spark.Hadoop;

public sealed class HadoopProblemTests
{
    private const string JobAborted = "Job aborted due to stage failure: Task 1 in stage 7.0 failed 1 times";

    [Test]
    public void A_permission_that_is_denied_is_named_without_the_exceptions_name()
    {
        HadoopProblem problem = Problem("org.apache.hadoop.security.AccessControlException", "Permission denied: user=ann, access=WRITE, inode=\"/out\":root:supergroup:drwxr-xr-x\n\tat a.b.C");

        Assert.That(problem.IsTransient, Is.False);
        Assert.That(problem.Text, Is.EqualTo("Permission denied: user=ann, access=WRITE, inode=\"/out\":root:supergroup:drwxr-xr-x: grant the permission, or run as a user who has it"));
        Assert.That(problem.ToException(Error("a", "b")), Is.TypeOf<BadInputException>());
    }

    [Test]
    public void A_NameNode_that_does_not_answer_may_later()
    {
        HadoopProblem problem = Problem(
            "java.net.ConnectException",
            "Call From a/127.0.0.1 to b:8020 failed on connection exception: java.net.ConnectException: Connection refused; For more details see:  http://wiki.apache.org/hadoop/ConnectionRefused");

        Assert.That(problem.IsTransient, Is.True);
        Assert.That(problem.Text, Does.StartWith("Call From a/127.0.0.1 to b:8020 failed on connection exception: java.net.ConnectException: Connection refused: check"));
        Assert.That(problem.ToException(Error("a", "b")), Is.TypeOf<ClusterUnavailableException>().With.Property("IsTransient").True);
    }

    [TestCase("org.apache.hadoop.hdfs.protocol.DSQuotaExceededException: The DiskSpace quota of /out is exceeded.", "The DiskSpace quota of /out is exceeded: free space", false)]
    [TestCase("org.apache.hadoop.ipc.RemoteException(org.apache.hadoop.hdfs.protocol.NSQuotaExceededException): The NameSpace quota is exceeded", "The NameSpace quota is exceeded: free space", false)]
    [TestCase("org.apache.hadoop.ipc.RemoteException(java.io.IOException): File /out/a could only be written to 0 of the 1 minReplication nodes. There are 1 datanode(s) running", "File /out/a could only", false)]
    [TestCase("org.apache.hadoop.ipc.RemoteException(java.io.IOException): File /out/a could only be written to 0 of the 1 minReplication nodes. There are 0 datanode(s) running", "File /out/a could only", true)]
    [TestCase("java.io.IOException: No space left on device", "No space left on device: free space there and below spark.local.dir", false)]
    [TestCase("org.apache.hadoop.hdfs.server.namenode.SafeModeException: Cannot create file/out/a. Name node is in safe mode.", "Cannot create file/out/a. Name node is in safe mode: the same", true)]
    [TestCase("org.apache.hadoop.hdfs.BlockMissingException: Could not obtain block: BP-1 file=/in/a", "Could not obtain block: BP-1 file=/in/a: start the DataNodes", true)]
    public void What_a_job_died_of_is_found_in_its_causes(string cause, string text, bool isTransient)
    {
        HadoopProblem inMessage = Problem("org.apache.spark.SparkException", $"{JobAborted} (localhost executor driver): {cause}\n\tat a.b.C");
        HadoopProblem inTrace = HadoopProblem.Of(new SparkException("org.apache.spark.SparkException", JobAborted, javaStackTrace: $"x\n\tat a.b.C\nCaused by: {cause}\n\tat d.E"))!;

        foreach (HadoopProblem problem in new[] { inMessage, inTrace })
        {
            Assert.That(problem.Text, Does.StartWith(text).And.Not.Contains("\n"));
            Assert.That(problem.IsTransient, Is.EqualTo(isTransient));
        }
    }

    [TestCase("org.apache.spark.sql.AnalysisException", "[UNRESOLVED_COLUMN] No column x")]
    [TestCase("org.apache.spark.SparkException", JobAborted + ": ExecutorLostFailure (Connection refused)")]
    public void What_is_about_something_else_is_no_problem_of_a_file_system(string javaClass, string message) =>
        Assert.That(HadoopProblem.Of(Error(javaClass, message)), Is.Null);

    private static HadoopProblem Problem(string javaClass, string message) => HadoopProblem.Of(Error(javaClass, message))!;

    private static SparkException Error(string javaClass, string message) => new(javaClass, message);
}
