using LoanDefault.Core.Errors;
using LoanDefault.Spark.Functions;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Scoring;
using LoanDefault.Spark.Worker.Tasks;

namespace LoanDefault.Tests.Spark.Scoring;

[TestFixture]
internal sealed class TaskFailureTests
{
    private static IEnumerable<TestCaseData> Thrown()
    {
        yield return Case(new BadInputException("file a: not planned"), typeof(BadInputException));
        yield return Case(new GateRefusedException("file a: not planned"), typeof(GateRefusedException));
        yield return Case(new WrongUseException("file a: not planned"), typeof(WrongUseException));
        yield return Case(new FunctionRefusedException("file a: not planned", null), typeof(WrongUseException));
        yield return Case(new DllNotFoundException("file a: not planned"), typeof(WrongUseException));
        yield return Case(new InvalidOperationException("file a: not planned"), typeof(TaskFailedException));
        yield return Case(new InvalidDataException("file a: not planned"), typeof(TaskFailedException));
        yield return Case(new IOException("file a: not planned"), null);
        yield return Case(new UnauthorizedAccessException("file a: not planned"), null);

        static TestCaseData Case(Exception exception, Type? expected) =>
            new TestCaseData(exception, expected).SetArgDisplayNames(exception.GetType().Name, expected?.Name ?? "Spark's");
    }

    [TestCaseSource(nameof(Thrown))]
    public void What_a_task_threw_is_thrown_again_as_what_it_was(Exception thrown, Type? expected)
    {
        foreach (SparkException failure in (SparkException[])[OfSpark3(thrown), OfSpark4(thrown)])
        {
            LoanDefaultException? explained = TaskFailure.Explain(failure);

            Assert.That(explained?.GetType(), Is.EqualTo(expected));
            if (explained is not null)
                Assert.That(explained.Message, Does.Contain("file a: not planned").And.Not.Contain("\n"));
        }
    }

    [Test]
    public void A_bug_names_its_type_and_keeps_Sparks_stack()
    {
        var bug = (TaskFailedException)TaskFailure.Explain(OfSpark3(new InvalidOperationException("x")))!;

        Assert.That(bug.WorkerExceptionType, Is.EqualTo("System.InvalidOperationException"));
        Assert.That(bug.InnerException, Is.InstanceOf<SparkException>());
    }

    [Test]
    public void A_worker_that_is_not_there_or_not_ours_is_wrong_use_and_says_which()
    {
        var missing = new SparkException("org.apache.spark.SparkException", "Job aborted due to stage failure: Lost task", javaStackTrace:
            "org.apache.spark.SparkException: ...\nCaused by: java.io.IOException: Cannot run program \"/opt/worker\": error=2, No such file or directory\n\tat x");
        var liar = new SparkException("org.apache.spark.SparkException", "Job aborted due to stage failure: Lost task 0.0: java.lang.IllegalArgumentException: Authentication failed.\n\tat x");

        Assert.That(TaskFailure.Explain(missing), Is.InstanceOf<WrongUseException>().With.Message.Contain("cannot start the worker /opt/worker: publish it"));
        Assert.That(TaskFailure.Explain(liar), Is.InstanceOf<WrongUseException>().With.Message.Contain("does not know the secret"));
    }

    [TestCase("org.apache.spark.SparkException", "Job aborted due to stage failure: Python worker exited unexpectedly (crashed)")]
    [TestCase("org.apache.spark.api.python.PythonException", "org.apache.spark.api.python.PythonException: Traceback: a Python's own")]
    public void What_is_not_ours_stays_Sparks(string javaClass, string message) =>
        Assert.That(TaskFailure.Explain(new SparkException(javaClass, message)), Is.Null);

    private static SparkException OfSpark3(Exception thrown) => new(
        "org.apache.spark.SparkException",
        $"Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times, most recent failure: Lost task 0.3 in stage 1.0 (TID 3) (host executor 1): {SparkFailureText.WorkerFailureClass}: {FailureText.Of(thrown)}\n\tat a.B");

    private static SparkException OfSpark4(Exception thrown)
    {
        string message = $"[PYTHON_EXCEPTION] An exception was thrown from the Python worker: {FailureText.Of(thrown)} SQLSTATE: 38000";
        return new SparkException(SparkFailureText.WorkerFailureClass, message, "PYTHON_EXCEPTION", "38000", $"{SparkFailureText.WorkerFailureClass}: {message}\n\tat a.B");
    }
}
