using System.Text;
using LoanDefault.Arrow;
using LoanDefault.Core.Features;
using LoanDefault.Core.Pipeline;

namespace LoanDefault.Spark.Scoring.Tasks;

/// <summary>Collects a record batch of results, row after row, in memory that is used again.</summary>
internal sealed class ScoreRows
{
    private readonly byte[][] _features;
    private readonly int[] _missing;
    private readonly StringArray.Builder _details = new();
    private readonly StringArray.Builder _files = new();
    private sbyte[] _outcomes = [];
    private double[] _probabilities = [];
    private int[] _points = [];
    private sbyte[] _bands = [];
    private sbyte[] _decisions = [];
    private byte[] _names = new byte[1024];
    private int _count;
    private int _scored;

    public ScoreRows(FeatureSet features)
    {
        _features = [.. features.Features.Select(f => Encoding.UTF8.GetBytes(f.Name))];
        _missing = new int[_features.Length];
    }

    /// <summary>Empties the batch and makes room.</summary>
    public void Begin(int rows)
    {
        _count = 0;
        _scored = 0;
        if (_outcomes.Length >= rows)
            return;
        _outcomes = new sbyte[rows];
        _probabilities = new double[rows];
        _points = new int[rows];
        _bands = new sbyte[rows];
        _decisions = new sbyte[rows];
    }

    /// <summary>Takes a run's numbers; its rows are added one by one afterwards.</summary>
    public void AddScores(ScoredBatch result)
    {
        result.ProbabilitiesOfDefault.CopyTo(_probabilities.AsSpan(_scored));
        result.Points.CopyTo(_points.AsSpan(_scored));
        for (int row = 0; row < result.Count; row++)
        {
            _bands[_scored + row] = (sbyte)result.Bands[row];
            _decisions[_scored + row] = (sbyte)result.Decisions[row];
        }

        _scored += result.Count;
    }

    /// <summary>Adds an accepted row.</summary>
    public void AddScored(MissingFeatures missing, int row, ReadOnlySpan<byte> file)
    {
        _outcomes[_count++] = ScoreOutput.Scored;
        _files.Append(file);
        int count = missing.Find(row, _missing);
        if (count == 0)
            _details.AppendNull();
        else
            _details.Append(Names(count));
    }

    /// <summary>Adds a refused row.</summary>
    /// <param name="record">Its record as JSON; none when nobody will see it.</param>
    /// <param name="file">Its file.</param>
    public void AddQuarantined(ReadOnlySpan<byte> record, ReadOnlySpan<byte> file)
    {
        _outcomes[_count++] = ScoreOutput.Quarantined;
        _files.Append(file);
        _details.Append(record);
    }

    /// <summary>The rows so far.</summary>
    /// <param name="ids">The rows' ids as they came.</param>
    public RecordBatch ToBatch(StringArray ids) => new(
        ScoreOutput.Schema,
        [
            new Int8Array(ArrowBuffer.Of(_outcomes, 0, _count), _count),
            ids,
            new DoubleArray(ArrowBuffer.Of(_probabilities, 0, _count), _count),
            new Int32Array(ArrowBuffer.Of(_points, 0, _count), _count),
            new Int8Array(ArrowBuffer.Of(_bands, 0, _count), _count),
            new Int8Array(ArrowBuffer.Of(_decisions, 0, _count), _count),
            _details.BuildView(),
            _files.BuildView(),
        ],
        _count);

    /// <summary>The row that holds a task's totals.</summary>
    public static RecordBatch OfTotals(TaskTotals totals) => new(
        ScoreOutput.Schema,
        [
            new Int8Array([ScoreOutput.Totals]),
            new StringArray.Builder().AppendNull().Build(),
            new DoubleArray.Builder().AppendNull().Build(),
            new Int32Array.Builder().AppendNull().Build(),
            new Int8Array.Builder().AppendNull().Build(),
            new Int8Array.Builder().AppendNull().Build(),
            new StringArray.Builder().Append(totals.ToJson()).Build(),
            new StringArray.Builder().AppendNull().Build(),
        ],
        1);

    private ReadOnlySpan<byte> Names(int count)
    {
        int length = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] name = _features[_missing[i]];
            if (length + name.Length + 1 > _names.Length)
                Array.Resize(ref _names, 2 * (length + name.Length + 1));
            if (length > 0)
                _names[length++] = (byte)ScoreOutput.Separator;
            name.CopyTo(_names, length);
            length += name.Length;
        }

        return _names.AsSpan(0, length);
    }
}
