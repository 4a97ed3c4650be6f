using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LoanDefault.Core.Decisions;
using LoanDefault.Core.Pipeline;

namespace LoanDefault.Tests.Core.Support;

/// <summary>Every bit that a pipeline makes of some rows, kept by row.</summary>
internal sealed class ScoredBits(int rows, int features)
{
    private readonly float[][] _features = [.. Enumerable.Range(0, features).Select(_ => new float[rows])];
    private readonly double[] _margins = new double[rows];
    private readonly double[] _probabilities = new double[rows];
    private readonly int[] _points = new int[rows];
    private readonly byte[] _bands = new byte[rows];
    private readonly Decision[] _decisions = new Decision[rows];
    private readonly bool[] _quarantined = new bool[rows];

    /// <summary>Keeps a batch whose first row is the given one of all.</summary>
    public void Keep(ScoredBatch result, int first)
    {
        for (int feature = 0; feature < _features.Length; feature++)
            result.Features.Column(feature).CopyTo(_features[feature].AsSpan(first));
        result.Margins.CopyTo(_margins.AsSpan(first));
        result.ProbabilitiesOfDefault.CopyTo(_probabilities.AsSpan(first));
        result.Points.CopyTo(_points.AsSpan(first));
        result.Bands.CopyTo(_bands.AsSpan(first));
        result.Decisions.CopyTo(_decisions.AsSpan(first));
        for (int row = 0; row < result.Count; row++)
            _quarantined[first + row] = result.IsQuarantined(row);
    }

    /// <summary>Whether a batch that begins at a row, and goes on from the start after the last, has the same bits.</summary>
    public bool Equal(ScoredBatch result, int first)
    {
        for (int feature = 0; feature < _features.Length; feature++)
        {
            if (!Equal<float>(result.Features.Column(feature), _features[feature], first))
                return false;
        }

        for (int row = 0; row < result.Count; row++)
        {
            if (result.IsQuarantined(row) != _quarantined[(first + row) % rows])
                return false;
        }

        return Equal<double>(result.Margins, _margins, first)
            && Equal<double>(result.ProbabilitiesOfDefault, _probabilities, first)
            && Equal<int>(result.Points, _points, first)
            && Equal<byte>(result.Bands, _bands, first)
            && Equal<Decision>(result.Decisions, _decisions, first);
    }

    /// <summary>SHA-256 of all bits.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (float[] column in _features)
            hash.AppendData(MemoryMarshal.AsBytes(column.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(_margins.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(_probabilities.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(_points.AsSpan()));
        hash.AppendData(_bands);
        hash.AppendData(MemoryMarshal.AsBytes(_decisions.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(_quarantined.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static bool Equal<T>(ReadOnlySpan<T> actual, ReadOnlySpan<T> expected, int first)
        where T : unmanaged
    {
        int head = Math.Min(actual.Length, expected.Length - first);
        return Bytes(actual[..head]).SequenceEqual(Bytes(expected.Slice(first, head)))
            && Bytes(actual[head..]).SequenceEqual(Bytes(expected[..(actual.Length - head)]));
    }

    // Enums are cast as their numbers, so that any type without references will do.
    private static ReadOnlySpan<byte> Bytes<T>(ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values);
}
