using System.Numerics;
using LoanDefault.Arrow;
using LoanDefault.Arrow.Types;
using LoanDefault.Core.Features;
using LoanDefault.Core.Pipeline;

namespace LoanDefault.Spark.Scoring.Tasks;

/// <summary>
/// Features as an Arrow struct: a float a feature, null where the feature is missing, in memory that is used again. Behind them,
/// when asked for, <see cref="Work"/>: on a batch's first row the task's work so far, as JSON, else null.
/// </summary>
internal sealed class FeatureColumns
{
    /// <summary>The name of the column with the work; no column of a contract is called so.</summary>
    public const string Work = "#work";

    private readonly StructType _type;
    private readonly bool _tellsWork;
    private readonly float[][] _values;
    private readonly ulong[][] _validity;
    private readonly int[] _nulls;
    private readonly MissingFeatures _missing = new();
    private int _count;

    public FeatureColumns(FeatureSet features, bool tellsWork)
    {
        _type = new StructType(
        [
            .. features.Features.Select(f => new Field(f.Name, FloatType.Default, nullable: true)),
            .. tellsWork ? [new Field(Work, StringType.Default, nullable: true)] : (IEnumerable<Field>)[],
        ]);
        _tellsWork = tellsWork;
        int count = features.Features.Count;
        _nulls = new int[count];
        _values = new float[count][];
        _validity = new ulong[count][];
        Array.Fill(_values, []);
        Array.Fill(_validity, []);
    }

    /// <summary>Empties the columns and makes room.</summary>
    public void Begin(int rows)
    {
        _count = 0;
        Array.Clear(_nulls);
        for (int i = 0; i < _values.Length && _values[i].Length < rows; i++)
        {
            _values[i] = new float[rows];
            _validity[i] = new ulong[(rows + 63) / 64];
        }
    }

    /// <summary>Adds a run of rows; all runs but the last have a multiple of 64.</summary>
    public void Add(FeatureMatrix matrix)
    {
        _missing.Find(matrix);
        for (int feature = 0; feature < _values.Length; feature++)
        {
            matrix.Column(feature).CopyTo(_values[feature].AsSpan(_count));
            ReadOnlySpan<ulong> missing = _missing.ByRow(feature);
            Span<ulong> validity = _validity[feature].AsSpan(_count / 64);
            for (int word = 0; word < missing.Length; word++)
            {
                validity[word] = ~missing[word];
                _nulls[feature] += BitOperations.PopCount(missing[word]);
            }
        }

        _count += matrix.Count;
    }

    /// <summary>The rows so far.</summary>
    /// <param name="work">The task's work so far, where it is told.</param>
    public StructArray ToArray(FeatureWorkSum? work)
    {
        var fields = new List<ArrowArray>(_values.Length + 1);
        for (int i = 0; i < _values.Length; i++)
            fields.Add(new FloatArray(ArrowBuffer.Of(_values[i], 0, _count), _count, _nulls[i] == 0 ? default : ArrowBuffer.Of(_validity[i]), _nulls[i]));
        if (_tellsWork)
            fields.Add(OnFirstRow(work!.Value));
        return new StructArray(_type, _count, fields);
    }

    private StringArray OnFirstRow(FeatureWorkSum work)
    {
        var texts = new StringArray.Builder();
        for (int row = 0; row < _count; row++)
        {
            if (row == 0)
                texts.Append(work.ToJson());
            else
                texts.AppendNull();
        }

        return texts.Build();
    }
}
