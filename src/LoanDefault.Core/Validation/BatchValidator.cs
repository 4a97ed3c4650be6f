using System.Numerics;
using System.Runtime.InteropServices;
using LoanDefault.Core.Applications;

namespace LoanDefault.Core.Validation;

/// <summary>Checks a batch against its contract. Owned by one thread at a time.</summary>
public sealed class BatchValidator
{
    private readonly ApplicationContract _contract;
    private readonly NumberLimits?[] _limits;
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
        _limits = [.. contract.Columns.Select(c => c.IsNumeric ? new NumberLimits(c, businessDate) : null)];
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
        foreach (ref readonly Violation report in CollectionsMarshal.AsSpan(batch.Reports))
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
                    CheckNumber(batch, column, _limits[column]!);
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

    private void CheckNumber(ApplicationBatch batch, int column, NumberLimits limits)
    {
        ReadOnlySpan<ulong> validity = batch.Validity(column);
        ReadOnlySpan<double> values = batch.PaddedNumbers(column);
        for (int word = 0; word < validity.Length; word++)
        {
            // A missing cell holds NaN, which fails the comparison as a NaN of the source does; validity tells them apart.
            ulong suspect = ~limits.Inside(values.Slice(word * 64, 64));
            if (!limits.Required)
                suspect &= validity[word];
            if (suspect == 0)
                continue;
            int rows = Math.Min(64, batch.Count - word * 64);
            for (suspect &= ulong.MaxValue >> (64 - rows); suspect != 0; suspect &= suspect - 1)
            {
                int row = word * 64 + BitOperations.TrailingZeroCount(suspect);
                if (batch.IsPresent(column, row))
                    _violations.All.Add(new Violation(row, column, limits.RuleFor(values[row])));
                else if (!IsReported(row, column))
                    _violations.All.Add(new Violation(row, column, ValidationRules.Missing));
            }
        }
    }

    private void CheckCategory(ApplicationBatch batch, int column, ContractColumn definition)
    {
        ReadOnlySpan<int> codes = batch.Codes(column);
        int lowest = definition.Required ? 0 : CategoryDictionary.Missing, highest = definition.Categories!.Count - 1;
        int row = codes.IndexOfAnyExceptInRange(lowest, highest);
        if (row < 0)
            return;
        for (; row < codes.Length; row++)
        {
            // A text that the contract does not list was reported with its text, unless the host forgot to.
            if ((codes[row] < lowest || codes[row] > highest) && !IsReported(row, column))
            {
                ValidationRule rule = codes[row] == CategoryDictionary.Missing
                    ? ValidationRules.Missing
                    : ValidationRules.UnknownCategory;
                _violations.All.Add(new Violation(row, column, rule));
            }
        }
    }

    private void CheckId(ApplicationBatch batch, int column)
    {
        ReadOnlySpan<Utf8Slice> ids = batch.Ids;
        for (int row = 0; row < ids.Length; row++)
        {
            if (ids[row].Length > ApplicationIdText.MaximumBytes)
                _violations.All.Add(new Violation(row, column, ValidationRules.IdTooLong));
            else if (ApplicationIdText.IsBlank(ids[row].Span))
                _violations.All.Add(new Violation(row, column, ValidationRules.IdMissing));
        }
    }

    private bool IsReported(int row, int column) => _reported.Count > 0 && _reported.Contains((row, column));
}
