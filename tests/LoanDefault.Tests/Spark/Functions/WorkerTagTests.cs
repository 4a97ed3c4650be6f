using LoanDefault.Core.Errors;
using LoanDefault.Spark.Functions;

namespace LoanDefault.Tests.Spark.Functions;

public sealed class WorkerTagTests
{
    [TestCase("3.5.9", 3, 5, 9)]
    [TestCase("4.3.0", 4, 3, 0)]
    [TestCase("4.0.1-amzn-2", 4, 0, 1)]
    [TestCase("3.5.12.3-vendor", 3, 5, 12)]
    public void A_release_survives_the_way(string release, int major, int minor, int patch) =>
        Assert.That(WorkerTag.Parse(WorkerTag.Of(release)), Is.EqualTo(new Version(major, minor, patch)));

    [TestCase("3.4.4", "not supported")]
    [TestCase("4.4.0", "not supported")]
    [TestCase("5.0.0", "not supported")]
    [TestCase("four", "no Spark version")]
    [TestCase("4.3", "no Spark version")]
    public void Another_release_is_refused(string release, string message) =>
        Assert.That(() => WorkerTag.Of(release), Throws.TypeOf<WrongUseException>().With.Message.Contains(message));

    [TestCase("3.11")]
    [TestCase("dn2;spark=4.3.0")]
    [TestCase("")]
    public void Another_programs_tag_is_refused(string tag) =>
        Assert.That(() => WorkerTag.Parse(tag), Throws.TypeOf<WrongUseException>().With.Message.Contains("not for this worker"));
}
