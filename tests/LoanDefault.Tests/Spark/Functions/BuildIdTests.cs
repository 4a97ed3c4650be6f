using LoanDefault.Spark.Functions;

namespace LoanDefault.Tests.Spark.Functions;

public sealed class BuildIdTests
{
    [Test]
    public void An_id_is_a_hash() => Assert.That(BuildId.Of(typeof(TaskContext).Assembly), Does.Match("^[0-9a-f]{64}$"));

    [Test]
    public void Another_assembly_has_another() => Assert.That(BuildId.Of(typeof(TaskContext).Assembly), Is.Not.EqualTo(BuildId.Of(typeof(BuildIdTests).Assembly)));
}
