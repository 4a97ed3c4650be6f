using System.Numerics;
using System.Runtime.InteropServices;
using LoanDefault.Core.Applications;

namespace LoanDefault.Core.Validation;

/// <summary>Checks a batch against its contract. Owned by one thread at a time.</summary>
public sealed class BatchValidator
{
    /// <summary>The longest application id, in bytes of UTF-8.</summary>
    public const int MaximumIdBytes = 1024;

    private static readonly DateOnly Epoch = new(1970, 1, 1);

    private readonly ApplicationContract _contract;
    private readonly double _businessDay;
    private readonly ViolationsByRow _violations;
    private readonly HashSet<(int Row, int Column)> _reported = [];
    private readonly ulong[] _rejected = new ulong[ApplicationBatch.Capacity / 64];

    /// <summary>Creates a validator.</summary>
    /// <param name="contract">The rules' limits.</param>
    /// <param name="businessDate">The day after which a date lies in the future.</param>
    public BatchValidator(ApplicationContract contract, DateOnly businessDate)
    {
        _contract = contract;
        _violations = new ViolationsByRow(contract.Columns.Count);
        _businessDay = businessDate.DayNumber - Epoch.DayNumber;
    }

    /// <summary>
    /// Every broken rule of the last batch: by row, then by column with the row as a whole first; in one cell the host's
    /// reports first.
    /// </summary>
    public IReadOnlyList<Violation> Violations => _violations.All;

    /// <summary>The broken rules of one row of the last batch, in the order of <see cref="Violations"/>.</summary>
    /// <param name="row">Row of the batch.</param>
    public ReadOnlySpan<Violation> ViolationsOf(int row) => _violations.Of(row);

    /// <summary>Bit r of word r / 64 is set where row r of the last batch breaks a rule.</summary>
    public ReadOnlySpan<ulong> Rejected => _rejected;

    /// <summary>Number of rows of the last batch that break a rule.</summary>
    public int RejectedCount { get; private set; }

    /// <summary>Checks every row; the results stay until the next call.</summary>
    /// <param name="batch">The batch, with NaN in its missing cells.</param>
    public void Check(ApplicationBatch batch)
    {
        _violations.All.Clear();
        _violations.All.AddRange(batch.Reports);
        _reported.Clear();
        foreach (Violation report in batch.Reports)
            _reported.Add((report.Row, report.Column));
        for (int column = 0; column < _contract.Columns.Count; column++)
        {
            ContractColumn definition = _contract.Columns[column];
            switch (definition.Type)
            {
                case ColumnType.Category:
                    CheckCategory(batch, column, definition);
                    break;
                case ColumnType.Id:
                    CheckId(batch, column);
                    break;
                default:
                    CheckNumber(batch, column, definition);
                    break;
            }
        }

        _violations.Sort();
        Array.Clear(_rejected);
        foreach (ref readonly Violation violation in CollectionsMarshal.AsSpan(_violations.All))
            _rejected[violation.Row >> 6] |= 1UL << (violation.Row & 63);
        RejectedCount = 0;
        foreach (ulong word in _rejected)
            RejectedCount += BitOperations.PopCount(word);
    }

    private void CheckNumber(ApplicationBatch batch, int column, ContractColumn definition)
    {
        double minimum = definition.Minimum ?? -double.MaxValue;
        double maximum = definition.Type == ColumnType.Date
            ? Math.Min(_businessDay, definition.Maximum ?? double.MaxValue)
            : definition.Maximum ?? double.MaxValue;
        bool whole = definition.Type == ColumnType.Integer;
        Span<double> values = batch.Numbers(column);
        Span<ulong> validity = batch.Validity(column);
        for (int word = 0; word < validity.Length; word++)
        {
            int first = word * 64;
            ReadOnlySpan<double> run = values.Slice(first, Math.Min(64, values.Length - first));
            ulong inUse = run.Length == 64 ? ulong.MaxValue : (1UL << run.Length) - 1;
            // A missing cell holds NaN, which fails the comparison as a NaN of the source does; validity tells them apart.
            ulong suspect = ~InRange(run, minimum, maximum, whole) & inUse;
            if (!definition.Required)
                suspect &= validity[word];
            for (; suspect != 0; suspect &= suspect - 1)
            {
                int row = first + BitOperations.TrailingZeroCount(suspect);
                AddNumber(batch, column, row, definition, values[row]);
            }
        }
    }

    private void AddNumber(ApplicationBatch batch, int column, int row, ContractColumn definition, double value)
    {
        ValidationRule rule;
        if (!batch.IsPresent(column, row))
        {
            // A cell that the host could not convert is missing here but was reported with the true reason.
            if (IsReported(row, column))
                return;
            rule = ValidationRules.Missing;
        }
        else if (!double.IsFinite(value))
            rule = ValidationRules.NotFinite;
        else if (value < (definition.Minimum ?? -double.MaxValue))
            rule = ValidationRules.BelowMinimum;
        else if (definition.Type == ColumnType.Date)
            rule = ValidationRules.DateInFuture;
        else if (value > (definition.Maximum ?? double.MaxValue))
            rule = ValidationRules.AboveMaximum;
        else
            rule = ValidationRules.NotAnInteger;
        _violations.All.Add(new Violation(row, column, rule));
    }

    private void CheckCategory(ApplicationBatch batch, int column, ContractColumn definition)
    {
        if (!definition.Required)
            return;
        Span<int> codes = batch.Codes(column);
        if (codes.IndexOf(CategoryDictionary.Missing) < 0)
            return;
        for (int row = 0; row < codes.Length; row++)
        {
            if (codes[row] == CategoryDictionary.Missing && !IsReported(row, column))
                _violations.All.Add(new Violation(row, column, ValidationRules.Missing));
        }
    }

    private void CheckId(ApplicationBatch batch, int column)
    {
        Span<Utf8Slice> ids = batch.Ids;
        for (int row = 0; row < ids.Length; row++)
        {
            int length = ids[row].Length;
            if (length is > 0 and <= MaximumIdBytes)
                continue;
            _violations.All.Add(new Violation(row, column, length == 0 ? ValidationRules.IdMissing : ValidationRules.IdTooLong));
        }
    }

    private bool IsReported(int row, int column) => _reported.Count > 0 && _reported.Contains((row, column));

    // The 64 results as bits; a NaN is never in range.
    private static ulong InRange(ReadOnlySpan<double> values, double minimum, double maximum, bool whole)
    {
        ulong inside = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            bool ok = value >= minimum & value <= maximum;
            if (whole)
                ok &= Math.Floor(value) == value;
            inside |= (ok ? 1UL : 0) << i;
        }

        return inside;
    }
}
