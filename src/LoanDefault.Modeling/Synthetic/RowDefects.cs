using LoanDefault.Core.Applications;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Native;

namespace LoanDefault.Modeling.Synthetic;

/// <summary>The ways in which a synthetic row can break a rule of its contract. Immutable.</summary>
internal sealed class RowDefects
{
    private static readonly int FarFuture = new DateOnly(2999, 12, 31).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
    private static readonly byte[] UnlistedText = "unlisted"u8.ToArray();

    // Large enough for what lies outside a range.
    private static readonly DuckDbTypeId[] RoomyTypes = [DuckDbTypeId.Integer, DuckDbTypeId.BigInt, DuckDbTypeId.Float, DuckDbTypeId.Double];

    private readonly (DefectKind Kind, int[] Columns)[] _kinds;

    /// <param name="columns">The columns, in the order of the fields.</param>
    public RowDefects(IReadOnlyList<SyntheticColumn> columns)
    {
        _kinds =
        [
            .. Enum.GetValues<DefectKind>()
                .Select(kind => (kind, Columns: Enumerable.Range(0, columns.Count).Where(c => Fits(kind, columns[c])).ToArray()))
                .Where(k => k.Columns.Length > 0),
        ];
    }

    /// <summary>Whether there is no way to break a rule.</summary>
    public bool IsEmpty => _kinds.Length == 0;

    /// <summary>Spoils one cell of a row.</summary>
    /// <param name="columns">As given to the constructor.</param>
    /// <param name="output">The fields.</param>
    /// <param name="row">Row of the output.</param>
    /// <param name="bits">Decide which cell and how.</param>
    public void Spoil(IReadOnlyList<SyntheticColumn> columns, VectorWriter[] output, int row, ulong bits)
    {
        (DefectKind kind, int[] candidates) = _kinds[bits % (ulong)_kinds.Length];
        int column = candidates[(bits >> 16) % (ulong)candidates.Length];
        int size = (int)(bits >> 48);
        ContractColumn definition = columns[column].Definition;
        VectorWriter cells = output[column];
        // The cell may have lost its value before.
        cells.WritableValidity()[row >> 6] |= 1UL << (row & 63);
        switch (kind)
        {
            case DefectKind.MissingRequired:
                cells.SetNull(row);
                break;
            case DefectKind.UnlistedCategory:
                cells.SetText(row, UnlistedText);
                break;
            case DefectKind.FutureDate:
                cells.Values<int>()[row] = FarFuture - size % 1000;
                break;
            case DefectKind.NotANumber:
                cells.Values<double>()[row] = double.NaN;
                break;
            case DefectKind.Infinity:
                cells.Values<double>()[row] = size % 2 == 0 ? double.PositiveInfinity : double.NegativeInfinity;
                break;
            case DefectKind.BelowMinimum:
                SetNumber(columns[column], cells, row, definition.Minimum!.Value - 1 - size);
                break;
            case DefectKind.AboveMaximum:
                SetNumber(columns[column], cells, row, Math.Max(definition.Maximum!.Value * 10, definition.Maximum!.Value + 1));
                break;
        }
    }

    private static bool Fits(DefectKind kind, SyntheticColumn column)
    {
        ContractColumn definition = column.Definition;
        bool number = column.Kind is CellKind.Double or CellKind.Int32 && RoomyTypes.Contains(column.SourceType.Id);
        return kind switch
        {
            DefectKind.MissingRequired => definition.Required && column.Kind != CellKind.Id,
            DefectKind.UnlistedCategory => column.Kind == CellKind.Text && column.SourceType == DuckDbType.Varchar
                && !definition.Categories!.Contains("unlisted"),
            DefectKind.FutureDate => column.Kind == CellKind.Day,
            DefectKind.NotANumber or DefectKind.Infinity => column.Kind == CellKind.Double
                && column.SourceType.Id is DuckDbTypeId.Float or DuckDbTypeId.Double,
            DefectKind.BelowMinimum => number && definition.Minimum is > -1e6 and < 1e6,
            DefectKind.AboveMaximum => number && definition.Maximum is > -1e6 and < 1e6,
            _ => false,
        };
    }

    private static void SetNumber(SyntheticColumn column, VectorWriter cells, int row, double number)
    {
        if (column.Kind == CellKind.Int32)
            cells.Values<int>()[row] = (int)number;
        else
            cells.Values<double>()[row] = number;
    }

    private enum DefectKind
    {
        BelowMinimum,
        AboveMaximum,
        UnlistedCategory,
        NotANumber,
        Infinity,
        MissingRequired,
        FutureDate,
    }
}
