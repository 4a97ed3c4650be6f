using System.Runtime.Intrinsics;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;

namespace LoanDefault.Core.Pipeline;

/// <summary>Which features are missing (NaN) in which rows of a batch, as bits. Owned by one thread at a time.</summary>
public sealed class MissingFeatures
{
    private const int Words = ApplicationBatch.Capacity / 64;

    private readonly ulong[] _any = new ulong[Words];
    private ulong[] _bits = [];
    private int _rows;

    /// <summary>Number of features.</summary>
    public int FeatureCount { get; private set; }

    /// <summary>Bit r of word r / 64 is set where row r lacks at least one feature.</summary>
    public ReadOnlySpan<ulong> AnyByRow => _any.AsSpan(0, (_rows + 63) / 64);

    /// <summary>Bit r of word r / 64 is set where row r lacks the feature.</summary>
    /// <param name="feature">Position in the feature set.</param>
    public ReadOnlySpan<ulong> ByRow(int feature)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)feature, (uint)FeatureCount, nameof(feature));
        return _bits.AsSpan(feature * Words, (_rows + 63) / 64);
    }

    /// <summary>Whether a row lacks at least one feature.</summary>
    /// <param name="row">Row of the batch.</param>
    public bool IsAnyMissing(int row) => (_any[row >> 6] >> (row & 63) & 1) != 0;

    /// <summary>The features that a row lacks, in the model's order.</summary>
    /// <param name="row">Row of the batch.</param>
    /// <param name="features">Receives their positions in the feature set; at least <see cref="FeatureCount"/> long.</param>
    /// <returns>How many there are.</returns>
    public int Find(int row, Span<int> features)
    {
        if (!IsAnyMissing(row))
            return 0;
        int found = 0, word = row >> 6, bit = row & 63;
        for (int feature = 0; feature < FeatureCount; feature++)
        {
            if ((_bits[feature * Words + word] >> bit & 1) != 0)
                features[found++] = feature;
        }

        return found;
    }

    /// <summary>Looks at a matrix; what was found in another is forgotten.</summary>
    /// <param name="matrix">The features of a batch.</param>
    public void Find(FeatureMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        _rows = matrix.Count;
        if (FeatureCount != matrix.FeatureCount)
        {
            FeatureCount = matrix.FeatureCount;
            _bits = new ulong[FeatureCount * Words];
        }

        Array.Clear(_any);
        for (int feature = 0; feature < FeatureCount; feature++)
            Find(matrix.Column(feature), _bits.AsSpan(feature * Words, Words));
    }

    private void Find(ReadOnlySpan<float> values, Span<ulong> bits)
    {
        int word = 0;
        for (; values.Length - word * 64 >= 64; word++)
        {
            ulong missing = 0;
            for (int part = 0; part < 4; part++)
            {
                Vector512<float> vector = Vector512.Create(values.Slice(word * 64 + part * 16, 16));
                missing |= Vector512.IsNaN(vector).ExtractMostSignificantBits() << (part * 16);
            }

            bits[word] = missing;
            _any[word] |= missing;
        }

        if (word * 64 == values.Length)
            return;
        ulong last = 0;
        for (int row = word * 64; row < values.Length; row++)
            last |= (float.IsNaN(values[row]) ? 1UL : 0) << row;
        bits[word] = last;
        _any[word] |= last;
    }
}
