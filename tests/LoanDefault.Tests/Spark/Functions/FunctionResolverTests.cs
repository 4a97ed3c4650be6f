using LoanDefault.Spark.Functions;

namespace LoanDefault.Tests.Spark.Functions;

public sealed class FunctionResolverTests
{
    [Test]
    public void The_named_method_is_found() =>
        Assert.That(FunctionResolver.Resolve(FunctionExamples.Identity, ""), Is.EqualTo(new ArrowMap(FunctionExamples.Same).Method));

    [Test]
    public void Another_build_is_refused() =>
        Refuses(FunctionExamples.Identity with { BuildId = "0123456789abcdef0123" }, "the driver runs build 0123456789ab of LoanDefault.Tests");

    [Test]
    public void An_assembly_that_is_nowhere_is_refused() => Refuses(FunctionExamples.Identity with { Assembly = "Nowhere" }, "Nowhere.dll is neither in the worker's folder");

    [Test]
    public void An_assembly_outside_the_folders_is_not_looked_for() => Refuses(FunctionExamples.Identity with { Assembly = "../Nowhere" }, "../Nowhere.dll");

    [Test]
    public void A_class_that_is_not_there_is_refused() => Refuses(FunctionExamples.Identity with { Type = "A.B" }, "no class 'A.B'");

    [Test]
    public void A_method_that_is_not_there_is_refused() => Refuses(FunctionExamples.Identity with { Method = "Other" }, "no static method");

    [TestCase("Generic")]
    [TestCase("Overloaded")]
    public void A_method_that_is_not_one_is_refused(string method) => Refuses(FunctionExamples.Identity with { Method = method }, "generic or has overloads");

    private static void Refuses(FunctionReference function, string message) =>
        Assert.That(
            () => FunctionResolver.Resolve(function, "/nowhere"),
            Throws.TypeOf<FunctionRefusedException>().With.Message.Contains(message).And.Property("Function").EqualTo(function));
}
