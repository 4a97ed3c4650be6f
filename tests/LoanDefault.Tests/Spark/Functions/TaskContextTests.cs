using LoanDefault.Spark.Functions;

namespace LoanDefault.Tests.Spark.Functions;

public sealed class TaskContextTests
{
    [Test]
    public void What_a_function_keeps_is_made_once_for_it_and_disposed_with_the_task()
    {
        var task = new TaskContext();
        TaskContext other = task.ForArgument("1");

        var kept = task.Keep(_ => new MemoryStream());

        Assert.That(task.Keep<MemoryStream>(_ => throw new InvalidOperationException("made already")), Is.SameAs(kept));
        Assert.That(other.Keep(_ => new MemoryStream()), Is.Not.SameAs(kept));
        task.Forget();
        Assert.That(kept.CanRead, Is.False);
    }
}
