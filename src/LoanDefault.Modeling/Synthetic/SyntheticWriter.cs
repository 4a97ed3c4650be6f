using System.Globalization;
using System.Text;
using LoanDefault.Core.Applications;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Native;

namespace LoanDefault.Modeling.Synthetic;

/// <summary>Hands synthetic rows to the engine as the result of a SQL function. Safe to call from any thread.</summary>
internal sealed class SyntheticWriter(IReadOnlyList<SyntheticColumn> columns, SyntheticRows rows, int dimensions)
{
    /// <summary>The function's name in SQL; its argument is the row's number.</summary>
    public const string FunctionName = "synthetic_application";

    private readonly byte[][][] _texts =
        [.. columns.Select(c => c.Definition.Categories is { } texts ? texts.Select(Encoding.UTF8.GetBytes).ToArray() : [])];

    /// <summary>The function.</summary>
    public ScalarFunction Function => new(
        FunctionName,
        [DuckDbType.BigInt],
        DuckDbType.StructOf([.. columns.Select(c => new DuckDbField(c.Definition.SourceName, c.Type))]),
        Fill);

    private void Fill(ChunkView input, VectorWriter output)
    {
        ReadOnlySpan<long> numbers = input.Column(0).Values<long>();
        Span<double> normals = stackalloc double[dimensions];
        double[] cells = new double[numbers.Length * columns.Count];
        var defects = new List<(int Row, CellDefect Defect)>();
        for (int row = 0; row < numbers.Length; row++)
        {
            rows.Calculate(rows.ApplicationOf(numbers[row]), cells.AsSpan(row * columns.Count, columns.Count), normals);
            if (rows.DefectOf(numbers[row]) is not { } defect)
                continue;
            defects.Add((row, defect));
            cells[row * columns.Count + defect.Column] = rows.DefectValue(defect);
        }

        for (int column = 0; column < columns.Count; column++)
            FillColumn(column, cells, output.Field(column));
        foreach ((int row, CellDefect defect) in defects)
            FillDefect(row, defect, output.Field(defect.Column));
    }

    private void FillColumn(int column, double[] cells, VectorWriter output)
    {
        switch (columns[column].Type.Id)
        {
            case DuckDbTypeId.Double:
                FillNumbers(output, column, cells, output.Values<double>(), static v => v);
                break;
            case DuckDbTypeId.BigInt:
                FillNumbers(output, column, cells, output.Values<long>(), static v => (long)v);
                break;
            case DuckDbTypeId.Varchar:
                FillTexts(output, column, cells);
                break;
            default:
                FillNumbers(output, column, cells, output.Values<int>(), static v => (int)v);
                break;
        }
    }

    private void FillNumbers<T>(VectorWriter output, int column, double[] cells, Span<T> values, Func<double, T> convert)
        where T : unmanaged
    {
        for (int row = 0; row < values.Length; row++)
        {
            double value = cells[row * columns.Count + column];
            if (double.IsNaN(value))
                output.SetNull(row);
            else
                values[row] = convert(value);
        }
    }

    private void FillTexts(VectorWriter output, int column, double[] cells)
    {
        bool isId = columns[column].Definition.Type == ColumnType.Id;
        Span<byte> id = stackalloc byte[24];
        for (int row = 0; row < output.Count; row++)
        {
            double value = cells[row * columns.Count + column];
            if (double.IsNaN(value))
            {
                output.SetNull(row);
            }
            else if (isId)
            {
                id[0] = (byte)'A';
                ((long)value).TryFormat(id[1..], out int length, "D10", CultureInfo.InvariantCulture);
                output.SetText(row, id[..(length + 1)]);
            }
            else
            {
                output.SetText(row, _texts[column][(int)value]);
            }
        }
    }

    private static void FillDefect(int row, CellDefect defect, VectorWriter output)
    {
        if (defect.Kind is not (CellDefectKind.UnknownCategory or CellDefectKind.NotANumber))
            return;
        // The cell was written as missing; these two are present and wrong.
        output.WritableValidity()[row >> 6] |= 1UL << (row & 63);
        if (defect.Kind == CellDefectKind.UnknownCategory)
            output.SetText(row, "not-a-category"u8);
        else
            output.Values<double>()[row] = double.NaN;
    }
}
