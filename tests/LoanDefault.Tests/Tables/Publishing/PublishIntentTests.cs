using LoanDefault.Tables.Publishing;
using LoanDefault.Tests.Tables.Support;

namespace LoanDefault.Tests.Tables.Publishing;

[Parallelizable]
internal sealed class PublishIntentTests
{
    [TestCase("20260131T030000Z-1f")]
    [TestCase("a.b_c-d")]
    public void A_run_id_may_be_a_file_name(string runId) =>
        Assert.That(new PublishIntent(Job.Parts(Job.Date), runId).RunId, Is.EqualTo(runId));

    [TestCase("")]
    [TestCase("a/b")]
    [TestCase("..")]
    [TestCase(".hidden")]
    [TestCase("a b")]
    [TestCase("ü")]
    public void A_run_id_that_is_no_file_name_is_misuse(string runId) =>
        Assert.That(() => new PublishIntent(Job.Parts(Job.Date), runId), Throws.ArgumentException);

    [Test]
    public void A_run_id_must_fit_into_a_file_name() =>
        Assert.That(() => new PublishIntent(Job.Parts(Job.Date), new string('a', 101)), Throws.ArgumentException);
}
