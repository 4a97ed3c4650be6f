using LoanDefault.Core.Validation;

namespace LoanDefault.Core.Applications.Conversion;

/// <summary>Moves one column of a host into a batch and reports what does not convert. Every host converts by these, so a value is accepted or quarantined alike.</summary>
/// <param name="column">The column's position in the contract.</param>
public abstract class ColumnReader(int column)
{
    /// <summary>Up to here a double holds every integer.</summary>
    private protected const long LargestExactInteger = 1L << 53;

    /// <summary>The column's position in the contract.</summary>
    private protected int Column { get; } = column;

    /// <summary>Fills the batch's column.</summary>
    /// <param name="source">As many values as the batch has rows.</param>
    /// <param name="batch">The batch.</param>
    public abstract void Read<TColumn>(TColumn source, ApplicationBatch batch)
        where TColumn : struct, IColumnView, allows ref struct;

    /// <summary>The reader for a column.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="column">The column's position in the contract.</param>
    /// <param name="type">How the host delivers it; found to fit the contract's type.</param>
    /// <exception cref="ArgumentException">The type does not fit.</exception>
    public static ColumnReader Create(ApplicationContract contract, int column, SourceType type)
    {
        ContractColumn wanted = contract.Columns[column];
        bool whole = wanted.Type == ColumnType.Integer;
        return type.Kind switch
        {
            SourceKind.Text => wanted.Type switch
            {
                ColumnType.Category => new CategoryReader(column),
                ColumnType.Date => new DateTextReader(column),
                _ => new NumberTextReader(column, whole),
            },
            SourceKind.Boolean or SourceKind.UInt8 => new SmallNumberReader<byte>(column),
            SourceKind.Int8 => new SmallNumberReader<sbyte>(column),
            SourceKind.Int16 => new SmallNumberReader<short>(column),
            SourceKind.UInt16 => new SmallNumberReader<ushort>(column),
            SourceKind.Int32 or SourceKind.Date => new SmallNumberReader<int>(column),
            SourceKind.UInt32 => new SmallNumberReader<uint>(column),
            SourceKind.Int64 => new LargeIntegerReader<long>(column),
            SourceKind.UInt64 => new LargeIntegerReader<ulong>(column),
            SourceKind.Int128 => new LargeIntegerReader<Int128>(column),
            SourceKind.UInt128 => new LargeIntegerReader<UInt128>(column),
            SourceKind.Float => new RealReader<float>(column, whole),
            SourceKind.Double => new RealReader<double>(column, whole),
            SourceKind.Decimal16 => new DecimalReader<short>(column, type.DecimalScale),
            SourceKind.Decimal32 => new DecimalReader<int>(column, type.DecimalScale),
            SourceKind.Decimal64 => new DecimalReader<long>(column, type.DecimalScale),
            SourceKind.Decimal128 => new DecimalReader<Int128>(column, type.DecimalScale),
            _ => throw new ArgumentException($"type {type} was not checked", nameof(type)),
        };
    }

    /// <summary>Takes the source's validity over.</summary>
    private protected void CopyValidity<TColumn>(TColumn source, ApplicationBatch batch)
        where TColumn : struct, IColumnView, allows ref struct
    {
        if (source.Validity.IsEmpty)
            batch.SetAllPresent(Column);
        else
            source.Validity.CopyTo(batch.Validity(Column));
    }

    /// <summary>Reports a cell and marks it as missing, so that no arithmetic meets it.</summary>
    private protected void Reject(ApplicationBatch batch, int row, ValidationRule rule, ReadOnlySpan<byte> text)
    {
        batch.Report(row, Column, rule, text);
        batch.Validity(Column)[row >> 6] &= ~(1UL << (row & 63));
    }
}
