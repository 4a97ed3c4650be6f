using LoanDefault.Core.Errors;

namespace LoanDefault.Tests.Core.Errors;

public sealed class FullDiskTests
{
    [TestCase(28, true)]
    [TestCase(122, true)]
    [TestCase(2, false)]
    public void A_full_disk_is_known_by_its_error_number(int errno, bool full) =>
        Assert.That(FullDisk.IsCauseOf(new IOException("x", errno)), Is.EqualTo(full));

    [Test]
    public void Another_exception_with_that_number_is_no_full_disk() =>
        Assert.That(FullDisk.IsCauseOf(new InvalidOperationException { HResult = 28 }), Is.False);
}
