using System.Numerics;
using System.Runtime.InteropServices;
using LoanDefault.Core.Validation;

namespace LoanDefault.Core.Applications;

/// <summary>
/// Up to 2,048 applications as columns: what a host fills and Core reads. Reused from batch to batch; filling and
/// scoring allocate nothing a row. Owned by one thread at a time.
/// </summary>
/// <remarks>
/// For each row a host sets every column: a number (or a date as days since 1970-01-01) with its validity bit, a
/// category's code, the id's slice. What it cannot convert it reports. Values of missing cells may be anything.
/// </remarks>
public sealed unsafe class ApplicationBatch : IDisposable
{
    /// <summary>The most rows that a batch holds.</summary>
    public const int Capacity = 2048;

    private const int Words = Capacity / 64;
    private const int MaximumReportedTextBytes = 64;

    private readonly CategoryDictionary?[] _dictionaries;
    private readonly byte*[] _values;
    private readonly ulong*[] _validity;
    private readonly Utf8Slice[] _ids = new Utf8Slice[Capacity];
    private readonly List<Violation> _reports = [];
    private byte* _memory;

    /// <summary>Creates an empty batch.</summary>
    /// <param name="contract">The columns.</param>
    public ApplicationBatch(ApplicationContract contract)
    {
        Contract = contract;
        int columns = contract.Columns.Count;
        _dictionaries = new CategoryDictionary?[columns];
        _values = new byte*[columns];
        _validity = new ulong*[columns];

        const int ColumnBytes = Capacity * sizeof(double) + Words * sizeof(ulong);
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, columns) * ColumnBytes, 64);
        NativeMemory.Clear(_memory, (nuint)Math.Max(1, columns) * ColumnBytes);
        for (int i = 0; i < columns; i++)
        {
            _values[i] = _memory + (nint)i * ColumnBytes;
            _validity[i] = (ulong*)(_values[i] + Capacity * sizeof(double));
            if (contract.Columns[i].Categories is { } categories)
                _dictionaries[i] = new CategoryDictionary(categories);
        }
    }

    /// <summary>Frees the columns if the owner did not.</summary>
    ~ApplicationBatch() => Free();

    /// <summary>The columns' meaning.</summary>
    public ApplicationContract Contract { get; }

    /// <summary>Number of rows in use, 0 to <see cref="Capacity"/>.</summary>
    public int Count { get; private set; }

    /// <summary>What the host could not convert, in the order reported.</summary>
    internal List<Violation> Reports => _reports;

    /// <summary>Empties the batch and sets its number of rows; every column must then be filled for each row.</summary>
    /// <param name="count">Rows, 0 to <see cref="Capacity"/>.</param>
    public void Reset(int count)
    {
        ObjectDisposedException.ThrowIf(_memory is null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Capacity);
        Count = count;
        _reports.Clear();
    }

    /// <summary>The numbers of a number, integer or date column, one a row.</summary>
    /// <param name="column">Position in <see cref="ApplicationContract.Columns"/>.</param>
    public Span<double> Numbers(int column) => new(_values[column], Count);

    /// <summary>As <see cref="Numbers"/>, up to the next multiple of 64 rows; those beyond <see cref="Count"/> hold anything.</summary>
    internal ReadOnlySpan<double> PaddedNumbers(int column) => new(_values[column], (Count + 63) & ~63);

    /// <summary>The codes of a category column, one a row: a position in its list, -1 missing, -2 unknown.</summary>
    /// <param name="column">Position in <see cref="ApplicationContract.Columns"/>.</param>
    public Span<int> Codes(int column) => new(_values[column], Count);

    /// <summary>
    /// The validity bits of a number, integer or date column: bit r of word r / 64 is set where row r has a value.
    /// Bits beyond <see cref="Count"/> mean nothing.
    /// </summary>
    /// <param name="column">Position in <see cref="ApplicationContract.Columns"/>.</param>
    public Span<ulong> Validity(int column) => new(_validity[column], (Count + 63) / 64);

    /// <summary>The ids, one a row.</summary>
    public Span<Utf8Slice> Ids => _ids.AsSpan(0, Count);

    /// <summary>The dictionary of a category column.</summary>
    /// <param name="column">Position in <see cref="ApplicationContract.Columns"/>.</param>
    public CategoryDictionary Dictionary(int column) =>
        _dictionaries[column] ?? throw new ArgumentException($"column {column} is not a category", nameof(column));

    /// <summary>Whether a number, integer or date is present.</summary>
    /// <param name="column">Position in <see cref="ApplicationContract.Columns"/>.</param>
    /// <param name="row">Row of the batch.</param>
    public bool IsPresent(int column, int row) => (_validity[column][row >> 6] >> (row & 63) & 1) != 0;

    /// <summary>Marks every row of a number, integer or date column as present.</summary>
    /// <param name="column">Position in <see cref="ApplicationContract.Columns"/>.</param>
    public void SetAllPresent(int column) => Validity(column).Fill(ulong.MaxValue);

    /// <summary>Marks every row of a column as missing, as when a source lacks an optional column.</summary>
    /// <param name="column">Position in <see cref="ApplicationContract.Columns"/>.</param>
    public void SetAllMissing(int column)
    {
        if (_dictionaries[column] is null)
            Validity(column).Clear();
        else
            Codes(column).Fill(CategoryDictionary.Missing);
    }

    /// <summary>Sets a category from its text and reports a text that the contract does not list.</summary>
    /// <param name="column">Position in <see cref="ApplicationContract.Columns"/>.</param>
    /// <param name="row">Row of the batch.</param>
    /// <param name="utf8">The text.</param>
    public void SetCategory(int column, int row, ReadOnlySpan<byte> utf8)
    {
        int code = Dictionary(column).Find(utf8);
        Codes(column)[row] = code;
        if (code == CategoryDictionary.Unknown)
            Report(row, column, ValidationRules.UnknownCategory, utf8);
    }

    /// <summary>Reports a cell that breaks a rule in a way that only the host can see.</summary>
    /// <param name="row">Row of the batch.</param>
    /// <param name="column">Position in <see cref="ApplicationContract.Columns"/>, or -1 for the row as a whole.</param>
    /// <param name="rule">The broken rule.</param>
    /// <param name="sourceText">The cell as it was, if its bytes are at hand; kept up to 64 bytes, masked if personal.</param>
    public void Report(int row, int column, ValidationRule rule, ReadOnlySpan<byte> sourceText = default)
    {
        string? text = sourceText.IsEmpty
            ? null
            : Utf8Text.Decode(sourceText, MaximumReportedTextBytes);
        _reports.Add(new Violation(row, column, rule, text));
    }

    /// <summary>
    /// Writes NaN into every missing cell of the number columns, so that arithmetic carries "missing" along: the pipelines do,
    /// before they check and compute.
    /// </summary>
    public void MarkMissingAsNaN()
    {
        for (int column = 0; column < _values.Length; column++)
        {
            if (!Contract.Columns[column].IsNumeric)
                continue;
            Span<ulong> validity = Validity(column);
            var values = (double*)_values[column];
            for (int word = 0; word < validity.Length; word++)
            {
                for (ulong missing = ~validity[word]; missing != 0; missing &= missing - 1)
                    values[word * 64 + BitOperations.TrailingZeroCount(missing)] = double.NaN;
            }
        }
    }

    /// <summary>Frees the columns.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
        Count = 0;
    }
}
