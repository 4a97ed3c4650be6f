using System.Runtime.InteropServices;
using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Modeling.Synthetic;

/// <summary>
/// Makes applications, up to 2,048 at a time, into the engine's memory. An application depends on the seed and its row
/// alone. Owned by one thread at a time.
/// </summary>
internal sealed unsafe class ApplicationGenerator : IDisposable
{
    private const int Capacity = 2048;
    private const int DaysOfDates = 90;
    private const int IdDigits = 10;
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    private readonly ApplicationModel _model;
    private readonly RowPlan _plan;
    private readonly RowDefects _defects;
    private readonly ulong _seedKey;
    private readonly ulong _missingBelow;
    private readonly int _latestDay;
    private readonly VectorWriter[] _fields;
    private readonly long[] _sources = new long[Capacity];
    private readonly ulong[] _keys = new ulong[Capacity];
    private double* _normals;

    public ApplicationGenerator(ApplicationModel model, RowDefects defects, SyntheticRequest request)
    {
        _model = model;
        _defects = defects;
        _seedKey = CounterRandom.Key(request.Seed, 0);
        _plan = new RowPlan(request.InvalidShare, request.DuplicateShare, _seedKey);
        _missingBelow = CounterRandom.Threshold(request.MissingShare);
        _latestDay = request.BusinessDate.DayNumber - Epoch;
        _fields = new VectorWriter[model.Columns.Count];
        _normals = (double*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, model.Copula.Size) * Capacity * sizeof(double), 64);
    }

    ~ApplicationGenerator() => NativeMemory.AlignedFree(_normals);

    /// <summary>Rows made so far that break a rule.</summary>
    public long InvalidRows { get; private set; }

    /// <summary>Rows made so far that repeat another.</summary>
    public long DuplicateRows { get; private set; }

    /// <summary>Makes applications.</summary>
    /// <param name="rows">Their numbers, from 0; at most 2,048.</param>
    /// <param name="output">A struct with a field for each of the model's columns.</param>
    public void Generate(ReadOnlySpan<long> rows, VectorWriter output)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            _sources[i] = _plan.Source(rows[i]);
            _keys[i] = CounterRandom.Key(_seedKey, _sources[i]);
            DuplicateRows += _sources[i] == rows[i] ? 0 : 1;
        }

        DrawNormals(rows.Length);
        for (int column = 0; column < _fields.Length; column++)
        {
            _fields[column] = output.Field(column);
            Fill(_model.Columns[column], column, _fields[column]);
        }

        for (int i = 0; i < rows.Length; i++)
        {
            if (!_plan.IsInvalid(_sources[i]))
                continue;
            InvalidRows++;
            _defects.Spoil(_model.Columns, _fields, i, CounterRandom.Bits(_keys[i], DefectCounter));
        }
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_normals);
        _normals = null;
        GC.SuppressFinalize(this);
    }

    // A row's bits are used in this order: one for each of the copula's columns, one for each column's loss, one for each
    // made-up column, one for the defect.
    private int LossCounter => _model.Copula.Size;

    private int MadeUpCounter => LossCounter + _fields.Length;

    private int DefectCounter => MadeUpCounter + _fields.Length;

    private void DrawNormals(int count)
    {
        int size = _model.Copula.Size;
        for (int column = 0; column < size; column++)
        {
            double* normals = _normals + (nint)column * Capacity;
            for (int i = 0; i < count; i++)
                normals[i] = NormalQuantile.Of(CounterRandom.Uniform(CounterRandom.Bits(_keys[i], column)));
            // What lies behind is carried along and must be numbers.
            new Span<double>(normals + count, Capacity - count).Clear();
        }

        _model.Copula.Correlate(new Span<double>(_normals, size * Capacity), Capacity);
    }

    private void Fill(SyntheticColumn column, int index, VectorWriter cells)
    {
        if (column.Kind == CellKind.Id)
            FillIds(cells);
        else if (column.CopulaColumn < 0)
            FillDays(index, cells);
        else
            FillValues(column, index, cells);
    }

    private void FillIds(VectorWriter cells)
    {
        Span<byte> id = stackalloc byte[20];
        id[0] = (byte)'A';
        for (int i = 0; i < cells.Count; i++)
        {
            int digits = 0;
            for (long rest = _sources[i] + 1; rest > 0 || digits < IdDigits; rest /= 10)
                id[1 + digits++] = (byte)('0' + rest % 10);
            id.Slice(1, digits).Reverse();
            cells.SetText(i, id[..(digits + 1)]);
        }
    }

    private void FillDays(int index, VectorWriter cells)
    {
        Span<int> days = cells.Values<int>();
        for (int i = 0; i < days.Length; i++)
        {
            days[i] = _latestDay - (int)(CounterRandom.Bits(_keys[i], MadeUpCounter + index) % DaysOfDates);
            if (!_model.Columns[index].Definition.Required && LosesValue(i, index))
                cells.SetNull(i);
        }
    }

    private void FillValues(SyntheticColumn column, int index, VectorWriter cells)
    {
        ColumnShape shape = _model.Shapes[column.CopulaColumn];
        double* normals = _normals + (nint)column.CopulaColumn * Capacity;
        bool required = column.Definition.Required;
        for (int i = 0; i < cells.Count; i++)
        {
            double value = shape.Value(normals[i]);
            if (double.IsNaN(value) || !required && LosesValue(i, index))
                cells.SetNull(i);
            else if (column.Kind == CellKind.Double)
                cells.Values<double>()[i] = value;
            else if (column.Kind == CellKind.Text)
                cells.SetText(i, column.Texts[(int)value]);
            else
                cells.Values<int>()[i] = (int)value;
        }
    }

    private bool LosesValue(int i, int index) => CounterRandom.Bits(_keys[i], LossCounter + index) < _missingBelow;
}
