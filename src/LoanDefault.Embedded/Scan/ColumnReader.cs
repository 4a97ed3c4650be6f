using LoanDefault.Core.Applications;
using LoanDefault.Core.Validation;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Native;

namespace LoanDefault.Embedded.Scan;

/// <summary>Moves one column of a chunk into a batch and reports what does not convert.</summary>
/// <param name="column">The column's position in the contract.</param>
internal abstract class ColumnReader(int column)
{
    /// <summary>Up to here a double holds every integer.</summary>
    protected const long LargestExactInteger = 1L << 53;

    /// <summary>The column's position in the contract.</summary>
    protected int Column { get; } = column;

    /// <summary>Fills the batch's column.</summary>
    /// <param name="source">As many values as the batch has rows.</param>
    /// <param name="batch">The batch.</param>
    internal abstract void Read(VectorView source, ApplicationBatch batch);

    /// <summary>The reader for a column.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="bound">The column, of a type that was found to fit.</param>
    /// <param name="type">The type in which the engine delivers it.</param>
    internal static ColumnReader Create(ApplicationContract contract, BoundColumn bound, DuckDbType type)
    {
        int column = bound.Contract;
        ContractColumn wanted = contract.Columns[column];
        if (wanted.Type == ColumnType.Category)
            return new CategoryReader(column);
        if (bound.Source.IsParsed)
            return wanted.Type == ColumnType.Date ? new DateTextReader(column) : new NumberTextReader(column, wanted.Type == ColumnType.Integer);
        bool whole = wanted.Type == ColumnType.Integer;
        return type.Id switch
        {
            DuckDbTypeId.Boolean or DuckDbTypeId.UTinyInt => new SmallNumberReader<byte>(column),
            DuckDbTypeId.TinyInt => new SmallNumberReader<sbyte>(column),
            DuckDbTypeId.SmallInt => new SmallNumberReader<short>(column),
            DuckDbTypeId.USmallInt => new SmallNumberReader<ushort>(column),
            DuckDbTypeId.Integer or DuckDbTypeId.Date => new SmallNumberReader<int>(column),
            DuckDbTypeId.UInteger => new SmallNumberReader<uint>(column),
            DuckDbTypeId.BigInt => new LargeIntegerReader<long>(column),
            DuckDbTypeId.UBigInt => new LargeIntegerReader<ulong>(column),
            DuckDbTypeId.HugeInt => new LargeIntegerReader<Int128>(column),
            DuckDbTypeId.UHugeInt => new LargeIntegerReader<UInt128>(column),
            DuckDbTypeId.Float => new RealReader<float>(column, whole),
            DuckDbTypeId.Double => new RealReader<double>(column, whole),
            DuckDbTypeId.Decimal => DecimalReader.Create(column, type),
            _ => throw new ArgumentException($"type {type} was not checked", nameof(type)),
        };
    }

    /// <summary>Takes the source's validity over.</summary>
    protected void CopyValidity(VectorView source, ApplicationBatch batch)
    {
        if (source.Validity.IsEmpty)
            batch.SetAllPresent(Column);
        else
            source.Validity.CopyTo(batch.Validity(Column));
    }

    /// <summary>Reports a cell and marks it as missing, so that no arithmetic meets it.</summary>
    protected void Reject(ApplicationBatch batch, int row, ValidationRule rule, ReadOnlySpan<byte> text)
    {
        batch.Report(row, Column, rule, text);
        batch.Validity(Column)[row >> 6] &= ~(1UL << (row & 63));
    }
}
