using System.Numerics;
using System.Text;
using LoanDefault.Core.Decisions;
using LoanDefault.Core.Pipeline;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Scan;

namespace LoanDefault.Embedded.Scoring;

/// <summary>
/// Brings a batch's results into the engine's vectors: one struct a row. Texts out of a short list are enums, which the
/// engine's Parquet writer copies as codes; a text of its own a row would be hashed again for its dictionary.
/// </summary>
internal sealed class ScoredVectors
{
    private const int LargestByteEnum = 255;

    private readonly ScoringContext _context;
    private readonly byte[][] _files;
    private readonly bool _filesAreEnum;

    internal ScoredVectors(ScoringContext context)
    {
        _context = context;
        _filesAreEnum = context.Plan.Input.Files.Count <= LargestByteEnum;
        _files = _filesAreEnum ? [] : [.. context.Plan.Input.Files.Select(f => Encoding.UTF8.GetBytes(f.RelativePath))];
    }

    /// <summary>The struct's type.</summary>
    internal static DuckDbType Type(ScoringContext context)
    {
        string[] files = [.. context.Plan.Input.Files.Select(f => f.RelativePath)];
        return DuckDbType.StructOf(
            new DuckDbField("is_accepted", DuckDbType.Boolean),
            new DuckDbField("probability_of_default", DuckDbType.Double),
            new DuckDbField("points", DuckDbType.Integer),
            new DuckDbField("band", DuckDbType.EnumOf([.. context.Decisions.Bands.Select(b => b.Name)])),
            new DuckDbField("decision", DuckDbType.EnumOf([.. Enum.GetNames<Decision>().Select(d => d.ToLowerInvariant())])),
            new DuckDbField("missing_features", DuckDbType.ListOf(FeatureNames(context))),
            new DuckDbField("source_file", files.Length <= LargestByteEnum ? DuckDbType.EnumOf(files) : DuckDbType.Varchar));
    }

    /// <summary>Fills the struct for every row; what quarantined rows get is never looked at.</summary>
    internal void Write(int layout, ChunkView input, ScoredBatch result, VectorWriter output)
    {
        WriteAccepted(result, output.Field(0).Values<bool>());
        result.ProbabilitiesOfDefault.CopyTo(output.Field(1).Values<double>());
        result.Points.CopyTo(output.Field(2).Values<int>());
        result.Bands.CopyTo(output.Field(3).Values<byte>());
        Span<byte> decisions = output.Field(4).Values<byte>();
        for (int row = 0; row < decisions.Length; row++)
            decisions[row] = (byte)result.Decisions[row];
        WriteMissing(result, output.Field(5));
        WriteFiles(_context.Plan.Layouts[layout], input.Column(ScanLayout.FileArgument).Values<ulong>(), output.Field(6));
    }

    private static DuckDbType FeatureNames(ScoringContext context) =>
        DuckDbType.EnumOf([.. context.Features.Features.Select(f => f.Name)]);

    private static void WriteAccepted(ScoredBatch result, Span<bool> accepted)
    {
        if (result.QuarantinedCount == 0)
        {
            accepted.Fill(true);
            return;
        }

        for (int row = 0; row < accepted.Length; row++)
            accepted[row] = !result.IsQuarantined(row);
    }

    private void WriteMissing(ScoredBatch result, VectorWriter output)
    {
        int total = CountMissing(result);
        VectorWriter elements = output.ReserveElements(total);
        output.ClearLists();
        if (total == 0)
            return;
        int features = _context.Features.Features.Count;
        Span<int> found = features <= 256 ? stackalloc int[features] : new int[features];
        Span<byte> bytes = features <= LargestByteEnum ? elements.Values<byte>() : default;
        Span<ushort> words = features <= LargestByteEnum ? default : elements.Values<ushort>();
        int next = 0;
        for (int row = 0; row < result.Count; row++)
        {
            if (result.IsQuarantined(row))
                continue;
            int count = result.MissingFeatures.Find(row, found);
            output.SetList(row, next, count);
            for (int i = 0; i < count; i++, next++)
            {
                if (words.IsEmpty)
                    bytes[next] = (byte)found[i];
                else
                    words[next] = (ushort)found[i];
            }
        }
    }

    private static int CountMissing(ScoredBatch result)
    {
        if (!result.MissingFeatures.AnyByRow.ContainsAnyExcept(0UL))
            return 0;
        int total = 0;
        ReadOnlySpan<ulong> quarantined = result.Quarantined;
        for (int feature = 0; feature < result.MissingFeatures.FeatureCount; feature++)
        {
            ReadOnlySpan<ulong> rows = result.MissingFeatures.ByRow(feature);
            for (int word = 0; word < rows.Length; word++)
                total += BitOperations.PopCount(rows[word] & ~quarantined[word]);
        }

        return total;
    }

    private void WriteFiles(ScanLayout layout, ReadOnlySpan<ulong> files, VectorWriter output)
    {
        if (_filesAreEnum)
        {
            Span<byte> codes = output.Values<byte>();
            for (int row = 0; row < codes.Length; row++)
                codes[row] = (byte)layout.FileNumbers[(int)files[row]];
            return;
        }

        for (int row = 0; row < files.Length; row++)
            output.SetText(row, _files[layout.FileNumbers[(int)files[row]]]);
    }
}
