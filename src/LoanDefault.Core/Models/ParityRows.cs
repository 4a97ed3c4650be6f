using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring;

namespace LoanDefault.Core.Models;

/// <summary>Rows of features and the margins, to the bit, that the model must give them: <c>parity.bin</c>.</summary>
/// <remarks>
/// Layout, little-endian: the 8 bytes "LDPARITY", uint32 number of rows, uint32 number of features, the rows' features
/// as float32 row by row, then one float32 margin a row.
/// </remarks>
public sealed class ParityRows
{
    private static ReadOnlySpan<byte> Magic => "LDPARITY"u8;

    /// <summary>Creates the rows.</summary>
    /// <param name="featureCount">Features a row.</param>
    /// <param name="features">The features, row by row; NaN is missing.</param>
    /// <param name="margins">One margin a row.</param>
    public ParityRows(int featureCount, float[] features, float[] margins)
    {
        if ((long)featureCount * margins.Length != features.Length)
            throw new ArgumentException("features and margins must have the same number of rows", nameof(features));
        FeatureCount = featureCount;
        Features = features;
        Margins = margins;
    }

    /// <summary>Features a row.</summary>
    public int FeatureCount { get; }

    /// <summary>Number of rows.</summary>
    public int Count => Margins.Length;

    internal float[] Features { get; }

    internal float[] Margins { get; }

    /// <summary>Reads <c>parity.bin</c>.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="file">What messages call the file.</param>
    /// <exception cref="BadInputException">The bytes are not parity rows.</exception>
    public static ParityRows Parse(ReadOnlySpan<byte> bytes, string file)
    {
        if (bytes.Length < 16 || !bytes[..8].SequenceEqual(Magic))
            throw new BadInputException($"{file}: not a parity file: train or import the model again", file);
        uint rows = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        uint features = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
        if ((bytes.Length - 16) % sizeof(float) != 0 || (ulong)rows * ((ulong)features + 1) != (ulong)(bytes.Length - 16) / sizeof(float))
            throw new BadInputException($"{file}: {rows} rows of {features} features do not fit {bytes.Length} bytes: train or import the model again", file);
        if (rows == 0 || features == 0)
            throw new BadInputException($"{file}: {rows} rows of {features} features prove nothing: train or import the model again", file);
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(bytes[16..]);
        int split = (int)(rows * features);
        return new ParityRows((int)features, values[..split].ToArray(), values[split..].ToArray());
    }

    /// <summary>The file's bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[16 + (Features.Length + Margins.Length) * sizeof(float)];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), (uint)Count);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), (uint)FeatureCount);
        MemoryMarshal.AsBytes(Features.AsSpan()).CopyTo(bytes.AsSpan(16));
        MemoryMarshal.AsBytes(Margins.AsSpan()).CopyTo(bytes.AsSpan(16 + Features.Length * sizeof(float)));
        return bytes;
    }

    /// <summary>The first row to which a scorer does not give the promised bits, or -1.</summary>
    /// <param name="scorer">The scorer.</param>
    public int FirstMismatch(IScorer scorer)
    {
        using IScorerSession session = scorer.CreateSession();
        using var matrix = new FeatureMatrix(FeatureCount);
        var margins = new double[ApplicationBatch.Capacity];
        for (int first = 0; first < Count; first += ApplicationBatch.Capacity)
        {
            matrix.Reset(Math.Min(ApplicationBatch.Capacity, Count - first));
            for (int feature = 0; feature < FeatureCount; feature++)
            {
                Span<float> column = matrix.Column(feature);
                for (int row = 0; row < column.Length; row++)
                    column[row] = Features[(first + row) * FeatureCount + feature];
            }

            session.Score(matrix, margins);
            for (int row = 0; row < matrix.Count; row++)
            {
                if (BitConverter.SingleToInt32Bits((float)margins[row]) != BitConverter.SingleToInt32Bits(Margins[first + row]))
                    return first + row;
            }
        }

        return -1;
    }
}
