using System.Text;
using LoanDefault.Core.Errors;
using LoanDefault.Spark.Functions;

namespace LoanDefault.Tests.Spark.Functions;

public sealed class FunctionReferenceTests
{
    [Test]
    public void A_static_method_travels_as_names()
    {
        FunctionReference sent = FunctionReference.Of(new ArrowMap(FunctionExamples.Same), """{"x":"ü"}""") with { ResultType = "\"long\"" };
        FunctionReference received = FunctionReference.Parse(sent.ToBytes());

        Assert.That(received, Is.EqualTo(sent));
        Assert.That(received.ToString(), Is.EqualTo("LoanDefault.Tests!LoanDefault.Tests.Spark.Functions.FunctionExamples.Same"));
        Assert.That(received.Argument, Is.EqualTo("""{"x":"ü"}"""));
    }

    [Test]
    public void What_cannot_travel_is_refused_when_it_is_named()
    {
        int captured = 3;
        Func<int, int> lambda = x => x + captured;

        Assert.That(() => FunctionReference.Of(lambda), Throws.TypeOf<WrongUseException>().With.Message.Contains("static method"));
        Assert.That(() => FunctionReference.Of(new Func<string>(ToString!)), Throws.TypeOf<WrongUseException>().With.Message.Contains("instance method 'ToString'"));
        Assert.That(() => FunctionReference.Of(new Func<int, int>(FunctionExamples.Generic)), Throws.TypeOf<WrongUseException>().With.Message.Contains("generic"));
        Assert.That(() => FunctionReference.Of(new Func<int, int>(FunctionExamples.Overloaded)), Throws.TypeOf<WrongUseException>().With.Message.Contains("overloads"));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("""{"op":"ident"}""")]
    [TestCase("\u0080\u0005\u0095")]
    public void Bytes_that_name_no_method_are_refused(string command) =>
        Assert.That(() => FunctionReference.Parse(Encoding.Latin1.GetBytes(command)), Throws.TypeOf<FunctionRefusedException>().With.Message.Contains("name no C# method"));
}
