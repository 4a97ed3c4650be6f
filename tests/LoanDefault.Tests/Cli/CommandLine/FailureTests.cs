using LoanDefault.Cli.CommandLine;
using LoanDefault.Core.Errors;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Native;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Hadoop;
using LoanDefault.Spark.Scoring;
using LoanDefault.Tables.Errors;

namespace LoanDefault.Tests.Cli.CommandLine;

[TestFixture]
internal sealed class FailureTests
{
    private static IEnumerable<TestCaseData> Exceptions()
    {
        yield return Case(new WrongUseException("x"), 2, "wrong_use");
        yield return Case(new BadInputException("x"), 3, "bad_input");
        yield return Case(new StoreException("write", "a", "x"), 3, "bad_input");
        yield return Case(new StoreException("write", "a", "x", isTransient: true), 6, "engine_failed");
        yield return Case(new ClusterUnavailableException("x"), 6, "engine_failed");
        yield return Case(new GateRefusedException("x"), 4, "gate_refused");
        yield return Case(new PublishConflictException("x"), 5, "publish_conflict");
        yield return Case(new DllNotFoundException("libduckdb.so"), 2, "wrong_use");
        yield return Case(new TypeInitializationException("T", new DllNotFoundException("libduckdb.so")), 2, "wrong_use");
        yield return Case(new DuckDbException(DuckDbErrorType.OutOfMemory, "failed to pin block"), 2, "wrong_use");
        yield return Case(new DuckDbException(DuckDbErrorType.Io, "No space left on device"), 3, "bad_input");
        yield return Case(new DuckDbException(DuckDbErrorType.Internal, "x"), 70, "bug");
        yield return Case(new UnauthorizedAccessException("x"), 3, "bad_input");
        yield return Case(new FileNotFoundException("x"), 3, "bad_input");
        yield return Case(new InvalidOperationException("x"), 70, "bug");
        yield return Case(new OperationCanceledException(), 70, "bug");
        yield return Case(new SparkException("org.apache.spark.SparkException", "Job aborted"), 6, "engine_failed");
        yield return Case(new GatewayException("x", isLost: true), 6, "engine_failed");
        yield return Case(GatewayException.Refused("127.0.0.1:1", "x"), 2, "wrong_use");
        yield return Case(new TaskFailedException("System.InvalidOperationException", "x", new SparkException("C", "x")), 70, "bug");

        static TestCaseData Case(Exception exception, int code, string outcome) =>
            new TestCaseData(exception, code, outcome).SetArgDisplayNames(exception.GetType().Name, $"{code}", outcome);
    }

    [TestCaseSource(nameof(Exceptions))]
    public void Each_exception_has_its_exit_code(Exception exception, int code, string outcome)
    {
        Failure failure = Failure.Of(exception, stopCode: 0);

        Assert.That(failure.ExitCode, Is.EqualTo(code));
        Assert.That(failure.Outcome, Is.EqualTo(outcome));
    }

    [Test]
    public void A_library_that_is_not_there_is_one_short_line()
    {
        DllNotFoundException exception = Assert.Throws<DllNotFoundException>(
            () => System.Runtime.InteropServices.NativeLibrary.Load("loandefault-nowhere", typeof(FailureTests).Assembly, null))!;

        Assert.That(
            Failure.Of(exception, stopCode: 0).Message,
            Is.EqualTo($"a native library cannot be loaded (libloandefault-nowhere.so is not in {AppContext.BaseDirectory}): run './build.sh --target=Publish', "
                + "which puts it beside the program; 'loandefault doctor' says what else is missing"));
    }

    [Test]
    public void A_library_that_is_damaged_is_told_with_its_cause()
    {
        var exception = new DllNotFoundException(
            "Unable to load shared library 'duckdb' or one of its dependencies. In order to help:\n/usr/duckdb.so: cannot open shared object file: No such file or directory\n/bin/libduckdb.so: invalid ELF header\n");

        Assert.That(Failure.Of(exception, stopCode: 0).Message, Does.StartWith("a native library cannot be loaded (/bin/libduckdb.so: invalid ELF header): run"));
    }

    [TestCase(ExitCodes.Interrupted, "Ctrl-C")]
    [TestCase(ExitCodes.Terminated, "SIGTERM")]
    public void Work_that_was_cancelled_by_a_signal_was_stopped(int signalCode, string name)
    {
        Failure failure = Failure.Of(new AggregateException(new TaskCanceledException(), new OperationCanceledException()), signalCode);

        Assert.That(failure.ExitCode, Is.EqualTo(signalCode));
        Assert.That(failure.Outcome, Is.EqualTo("stopped"));
        Assert.That(failure.Message, Does.Contain(name).And.Contain("nothing was published"));
    }

    [Test]
    public void A_Spark_that_fails_the_calls_of_work_that_was_stopped_has_not_failed()
    {
        Assert.That(Failure.Of(new SparkException("C", "cancelled"), ExitCodes.Terminated).Outcome, Is.EqualTo("stopped"));
        Assert.That(Failure.Of(new GatewayException("gone", isLost: true), ExitCodes.Interrupted).ExitCode, Is.EqualTo(ExitCodes.Interrupted));
    }

    [Test]
    public void A_failure_of_its_own_is_not_hidden_by_a_signal()
    {
        Assert.That(Failure.Of(new BadInputException("x"), ExitCodes.Terminated).ExitCode, Is.EqualTo(ExitCodes.BadInput));
    }

    [Test]
    public void A_full_disk_is_named_with_what_to_do()
    {
        Failure failure = Failure.Of(new IOException("No space left on device : '/out/a.parquet'", 28), stopCode: 0);

        Assert.That(failure.ExitCode, Is.EqualTo(ExitCodes.BadInput));
        Assert.That(failure.Message, Does.StartWith("the disk is full").And.Contain("/out/a.parquet").And.Contain("--output"));
    }

    [Test]
    public void A_full_disk_of_this_machine_is_recognised()
    {
        if (!File.Exists("/dev/full"))
            Assert.Ignore("this machine has no /dev/full");
        using var stream = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

        IOException exception = Assert.Throws<IOException>(() => stream.WriteByte(1))!;

        Assert.That(Failure.Of(exception, stopCode: 0).Message, Does.StartWith("the disk is full"));
    }
}
