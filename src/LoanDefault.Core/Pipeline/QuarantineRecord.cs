using System.Runtime.InteropServices;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Validation;

namespace LoanDefault.Core.Pipeline;

/// <summary>
/// What the quarantine table says of one row: why it was refused, and its values with personal data masked. Reused from
/// row to row; owned by one thread at a time.
/// </summary>
public sealed class QuarantineRecord : IDisposable
{
    private readonly ApplicationContract _contract;
    private readonly MaskedValuesWriter _values;
    private readonly List<QuarantineReason>[] _known;
    private readonly List<QuarantineReason> _reasons = [];

    /// <summary>Creates an empty record.</summary>
    /// <param name="contract">The columns.</param>
    public QuarantineRecord(ApplicationContract contract)
    {
        _contract = contract;
        _values = new MaskedValuesWriter(contract);
        _known = new List<QuarantineReason>[contract.Columns.Count + 1];
        for (int i = 0; i < _known.Length; i++)
            _known[i] = [];
    }

    /// <summary>
    /// Every reason once, the row as a whole first, then by contract column; the first one is the row's rule, column and
    /// reason in the table. Valid until the next row is filled in.
    /// </summary>
    public ReadOnlySpan<QuarantineReason> Reasons => CollectionsMarshal.AsSpan(_reasons);

    /// <summary>The reason that stands for the row.</summary>
    /// <exception cref="InvalidOperationException">No row was filled in yet.</exception>
    public QuarantineReason First => _reasons.Count > 0
        ? _reasons[0]
        : throw new InvalidOperationException("no quarantined row was filled in");

    /// <summary>
    /// One JSON object of all columns in contract order, as UTF-8: personal columns are <c>"***"</c> whether they have a
    /// value or not, missing values null, dates <c>YYYY-MM-DD</c>, NaN and infinities texts; a cell that the batch could not
    /// hold is its source text, up to 64 bytes, as are ids. Valid until the next row is filled in.
    /// </summary>
    public ReadOnlySpan<byte> MaskedValues => _values.Json;

    /// <summary>Describes a quarantined row.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="result">What the pipeline found out about it.</param>
    /// <param name="row">A row that is quarantined.</param>
    /// <exception cref="ArgumentException">The row is not quarantined.</exception>
    public void Fill(ApplicationBatch batch, ScoredBatch result, int row) => Fill(batch, result.ViolationsOf(row), row);

    /// <summary>Describes a quarantined row.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="violations">The row's broken rules in the order of <see cref="BatchValidator.ViolationsOf"/>, at least one.</param>
    /// <param name="row">Row of the batch.</param>
    /// <exception cref="ArgumentException">There is no broken rule.</exception>
    public void Fill(ApplicationBatch batch, ReadOnlySpan<Violation> violations, int row)
    {
        if (violations.IsEmpty)
            throw new ArgumentException($"row {row} breaks no rule", nameof(row));
        _reasons.Clear();
        foreach (ref readonly Violation violation in violations)
        {
            QuarantineReason reason = Known(violation.Rule, violation.Column);
            if (!_reasons.Contains(reason))
                _reasons.Add(reason);
        }

        _values.Write(batch, violations, row);
    }

    /// <summary>Frees the buffers.</summary>
    public void Dispose() => _values.Dispose();

    private QuarantineReason Known(ValidationRule rule, int column)
    {
        List<QuarantineReason> known = _known[column + 1];
        foreach (QuarantineReason reason in known)
        {
            if (ReferenceEquals(reason.Rule, rule))
                return reason;
        }

        var added = new QuarantineReason(_contract, rule, column);
        known.Add(added);
        return added;
    }
}
