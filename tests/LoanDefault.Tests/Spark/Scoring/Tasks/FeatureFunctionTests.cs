using LoanDefault.Arrow;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Spark.Functions;
using LoanDefault.Spark.Scoring.Tasks;

namespace LoanDefault.Tests.Spark.Scoring.Tasks;

public sealed class FeatureFunctionTests
{
    [Test]
    public void Features_are_those_of_the_broadcast_contract()
    {
        StructArray result = FeatureFunction.ComputeFeatures(FeatureExamples.Columns(10), Task("a", FeatureExamples.Features.Hash));

        Assert.That(result.Length, Is.EqualTo(10));
        Assert.That(result.Fields, Has.Count.EqualTo(FeatureExamples.Features.Features.Count));
    }

    [Test]
    public void An_executor_that_computes_other_features_than_the_driver_refuses() => Assert.That(
        () => FeatureFunction.ComputeFeatures(FeatureExamples.Columns(1), Task("b", "of another build")),
        Throws.TypeOf<BadInputException>().With.Message.Contains("the driver of another build"));

    [Test]
    public void A_call_without_an_argument_is_refused() => Assert.That(
        () => FeatureFunction.ComputeFeatures(FeatureExamples.Columns(1), new TaskContext()),
        Throws.TypeOf<BadInputException>().With.Message.Contains("without its argument"));

    private static TaskContext Task(string contract, string featureSetHash) => new()
    {
        Argument = new FeatureArgument(4, contract, featureSetHash, FeatureExamples.Positions, TellsWork: false).ToJson(),
        Broadcasts = new Dictionary<long, TaskBroadcast> { [4] = TaskBroadcast.Of(4, ContractFile.ToJson(FeatureExamples.Features.Contract)) },
    };
}
