using LoanDefault.Core.Pipeline;

namespace LoanDefault.Tests.Core.Pipeline;

public class ThreadTimeTests
{
    [Test]
    public void It_advances_while_the_thread_works_and_not_while_another_does()
    {
        long start = ThreadTime.Now();
        double sum = Work(10_000_000);
        long worked = ThreadTime.Now() - start;

        long waiting = ThreadTime.Now();
        Task<double> other = Task.Factory.StartNew(() => Work(40_000_000), TaskCreationOptions.LongRunning);
        sum += other.Result;
        long waited = ThreadTime.Now() - waiting;

        Assert.That(sum, Is.GreaterThan(0));
        Assert.That(worked, Is.GreaterThan(0));
        Assert.That(waited, Is.LessThan(worked), "the other thread did four times the work");
        Assert.That(ThreadTime.Seconds(2_500_000_000), Is.EqualTo(2.5));
    }

    private static double Work(int steps)
    {
        double sum = 0;
        for (int i = 1; i <= steps; i++)
            sum += 1.0 / i;
        return sum;
    }
}
