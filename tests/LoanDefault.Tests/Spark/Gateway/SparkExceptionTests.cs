using System.Text;
using LoanDefault.Spark.Gateway;

namespace LoanDefault.Tests.Spark.Gateway;

public sealed class SparkExceptionTests
{
    private const string PythonException = "org.apache.spark.api.python.PythonException";

    [TestCase("getCondition", TestName = "Spark_4_calls_it_a_condition")]
    [TestCase("getErrorClass", TestName = "Spark_3_calls_it_an_error_class")]
    public void An_exception_of_Spark_carries_class_message_condition_state_and_stack(string getter)
    {
        SparkException error = Thrown(request => request switch
        {
            "c|o8|getName" => "!ysorg.apache.spark.sql.AnalysisException",
            "c|o9|getMessage" => "!ys[NO_COLUMN] No column x.\\nDid you mean y?",
            _ when request == $"c|o9|{getter}" => "!ysNO_COLUMN",
            "c|o9|getSqlState" => "!ys42703",
            "p|ro9" => "!ysorg.apache.spark.sql.AnalysisException: ...\\n\tat a.b.C.d(C.scala:1)\\n",
            _ => null,
        });

        Assert.That(error.JavaClass, Is.EqualTo("org.apache.spark.sql.AnalysisException"));
        Assert.That(error.JavaMessage, Is.EqualTo("[NO_COLUMN] No column x.\nDid you mean y?"));
        Assert.That(error.Condition, Is.EqualTo("NO_COLUMN"));
        Assert.That(error.SqlState, Is.EqualTo("42703"));
        Assert.That(error.JavaStackTrace, Does.EndWith("\n\tat a.b.C.d(C.scala:1)\n"));
        Assert.That(error.Message, Is.EqualTo("Spark: [NO_COLUMN] No column x. (AnalysisException)"));
    }

    [Test]
    public void An_exception_of_Java_has_neither_condition_nor_state()
    {
        SparkException error = Thrown(request => request switch
        {
            "c|o8|getName" => "!ysjava.lang.NullPointerException",
            "c|o9|getMessage" => "!yn",
            "p|ro9" => "!ysjava.lang.NullPointerException\\n",
            _ => null,
        });
        Assert.That((error.Condition, error.SqlState, error.JavaMessage), Is.EqualTo(((string?)null, (string?)null, "")));
        Assert.That(error.Message, Is.EqualTo("Spark: NullPointerException"));
    }

    [Test]
    public void What_a_worker_reported_is_the_message_however_deep_it_lies()
    {
        const string Stack = "org.apache.spark.SparkException: Job aborted.\n\tat x\nCaused by: " + PythonException + ": ScoringException: row 1000 is bad\n   at Features.Score\n";
        var error = new SparkException("org.apache.spark.SparkException", "Job aborted.", javaStackTrace: Stack);
        Assert.That(error.Message, Is.EqualTo("Spark: ScoringException: row 1000 is bad (SparkException)"));
    }

    [Test]
    public void What_Spark_4_puts_around_a_workers_words_is_left_out()
    {
        const string Text = "[PYTHON_EXCEPTION] An exception was thrown from the Python worker: C# ScoringException: row 1000 is bad SQLSTATE: 38000";
        var error = new SparkException(PythonException, Text, "PYTHON_EXCEPTION", "38000", PythonException + ": " + Text + "\n\tat x\n");
        Assert.That(error.Message, Is.EqualTo("Spark: C# ScoringException: row 1000 is bad (PythonException)"));
    }

    [Test]
    public void A_message_of_any_length_becomes_one_line() =>
        Assert.That(new SparkException("a.B", new string('x', 5000) + "\nmore").Message, Has.Length.LessThan(1100).And.Not.Contains("\n"));

    private static SparkException Thrown(Func<string, string?> answer)
    {
        using var fake = new FakeGateway(request => Encoding.UTF8.GetBytes((request switch
        {
            "c|z:a.B|fail" => "!xro9",
            "c|o9|getClass" => "!yro8",
            _ => answer(request) ?? "!xspy4j.Py4JException: Method does not exist",
        }) + "\n"));
        using JavaGateway gateway = JavaGateway.Connect(fake.Address);
        return Assert.Throws<SparkException>(() => gateway.CallStatic<object?>("a.B", "fail"))!;
    }
}
