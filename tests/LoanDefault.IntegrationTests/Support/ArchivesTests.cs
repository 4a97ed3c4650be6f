using NUnit.Framework.Internal;

namespace LoanDefault.IntegrationTests.Support;

/// <summary>What happens where an archive is missing.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class ArchivesTests
{
    private string? _ci;

    [SetUp]
    public void Remember() => _ci = Environment.GetEnvironmentVariable("CI");

    [TearDown]
    public void Restore() => Environment.SetEnvironmentVariable("CI", _ci);

    [Test]
    public void A_persons_run_skips_with_how_to_get_it()
    {
        Environment.SetEnvironmentVariable("CI", null);

        Assert.That(Missing(), Is.InstanceOf<IgnoreException>().With.Message.Contain("set LOANDEFAULT_DIST to a folder that holds spark-0.0.0.tar.xz")
            .And.Message.Contain("./build.sh --target=GetSpark --spark-version=0.0.0"));
    }

    [Test]
    public void A_builds_run_fails()
    {
        Environment.SetEnvironmentVariable("CI", "true");

        Assert.That(Missing(), Is.InstanceOf<AssertionException>().With.Message.Contain("spark-0.0.0.tar.xz is missing"));
    }

    private static ResultStateException? Missing()
    {
        using var apart = new TestExecutionContext.IsolatedContext();
        try
        {
            Archives.Unpack("spark-0.0.0");
            return null;
        }
        catch (ResultStateException outcome)
        {
            return outcome;
        }
    }
}
