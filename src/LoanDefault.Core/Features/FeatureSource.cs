using System.Numerics;
using LoanDefault.Core.Applications;

namespace LoanDefault.Core.Features;

/// <summary>A feature together with how to get it out of a batch.</summary>
internal abstract class FeatureSource(Feature feature)
{
    public Feature Feature { get; } = feature;

    /// <summary>Number of double columns of scratch that <see cref="Fill"/> needs.</summary>
    public virtual int ScratchColumns => 0;

    /// <summary>Writes the feature, rounded once to float; NaN is missing.</summary>
    public abstract void Fill(ApplicationBatch batch, FeatureScratch scratch, Span<float> destination);
}

internal sealed class NumberSource(string name, int column)
    : FeatureSource(new Feature(name, FeatureKind.Number, [name], 1, []))
{
    public override void Fill(ApplicationBatch batch, FeatureScratch scratch, Span<float> destination) =>
        FeatureRounding.Round(batch.Numbers(column), destination);
}

internal sealed class OrdinalSource(ContractColumn column, int index)
    : FeatureSource(new Feature(column.Name, FeatureKind.Ordinal, [column.Name], 1, [.. column.Categories!]))
{
    public override void Fill(ApplicationBatch batch, FeatureScratch scratch, Span<float> destination)
    {
        ReadOnlySpan<int> codes = batch.Codes(index);
        int row = 0;
        for (; row <= codes.Length - Vector<int>.Count; row += Vector<int>.Count)
        {
            var code = new Vector<int>(codes[row..]);
            Vector<int> isMissing = Vector.LessThan(code, Vector<int>.Zero);
            Vector.ConditionalSelect(isMissing, new Vector<float>(float.NaN), Vector.ConvertToSingle(code))
                .CopyTo(destination[row..]);
        }

        for (; row < codes.Length; row++)
            destination[row] = codes[row] >= 0 ? codes[row] : float.NaN;
    }
}

internal sealed class OneHotSource(ContractColumn column, int index, int code)
    : FeatureSource(new Feature(
        $"{column.Name}={column.Categories![code]}", FeatureKind.OneHot, [column.Name], 1, [column.Categories[code]]))
{
    public override void Fill(ApplicationBatch batch, FeatureScratch scratch, Span<float> destination)
    {
        ReadOnlySpan<int> codes = batch.Codes(index);
        int row = 0;
        for (; row <= codes.Length - Vector<int>.Count; row += Vector<int>.Count)
        {
            var codesOfRows = new Vector<int>(codes[row..]);
            Vector<float> isCode = Vector.ConditionalSelect(
                Vector.Equals(codesOfRows, new Vector<int>(code)), Vector<float>.One, Vector<float>.Zero);
            Vector<int> isMissing = Vector.LessThan(codesOfRows, Vector<int>.Zero);
            Vector.ConditionalSelect(isMissing, new Vector<float>(float.NaN), isCode).CopyTo(destination[row..]);
        }

        for (; row < codes.Length; row++)
            destination[row] = codes[row] == code ? 1 : codes[row] >= 0 ? 0 : float.NaN;
    }
}
