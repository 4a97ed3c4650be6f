using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;

namespace LoanDefault.Tests.Core.Support;

/// <summary>Computes one feature through a contract, as a model would see it.</summary>
internal static class FeatureProbe
{
    /// <summary>One row from numbers, in the order of the feature's inputs; null is missing.</summary>
    public static float Of(string feature, params double?[] inputs)
    {
        IComputedFeature computed = ComputedFeatures.Find(feature)!;
        Assert.That(inputs, Has.Length.EqualTo(computed.Inputs.Count));
        return Of(Contract(feature, [.. computed.Inputs.Select(i => Contracts.Number(i.Name))]), [.. inputs]);
    }

    /// <summary>One row of a feature with a single input that is a category.</summary>
    public static float OfCategory(string feature, string text)
    {
        string role = ComputedFeatures.Find(feature)!.Inputs.Single().Name;
        // A second text that every such input understands keeps the binding sound where the first means nothing.
        return Of(Contract(feature, Contracts.Category(role, [.. new[] { text, "3", "B2", "Verified" }.Distinct()])), text);
    }

    private static ApplicationContract Contract(string feature, params ContractColumn[] columns) =>
        Contracts.Of([.. columns.Select(c => c with { Feature = false })]) with { Features = [new() { Name = feature }] };

    private static float Of(ApplicationContract contract, params object?[] row)
    {
        using ApplicationBatch batch = Batches.Of(contract, row);
        batch.MarkMissingAsNaN();
        using var builder = new FeatureBuilder(new FeatureSet(contract));
        builder.Build(batch);
        return builder.Matrix.Column(0)[0];
    }
}
