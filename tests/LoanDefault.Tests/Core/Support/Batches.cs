using System.Runtime.InteropServices;
using System.Text;
using LoanDefault.Core.Applications;

namespace LoanDefault.Tests.Core.Support;

/// <summary>Fills batches from C# values.</summary>
internal static class Batches
{
    /// <summary>
    /// A batch of rows, each with one value a column: a number, a <see cref="DateOnly"/>, a text (category or id) or null.
    /// </summary>
    public static ApplicationBatch Of(ApplicationContract contract, params object?[][] rows)
    {
        var batch = new ApplicationBatch(contract);
        batch.Reset(rows.Length);
        for (int column = 0; column < contract.Columns.Count; column++)
        {
            batch.SetAllMissing(column);
            for (int row = 0; row < rows.Length; row++)
                Set(batch, column, row, rows[row][column]);
        }

        return batch;
    }

    public static void Set(ApplicationBatch batch, int column, int row, object? value)
    {
        switch (batch.Contract.Columns[column].Type)
        {
            case ColumnType.Id:
                batch.Ids[row] = value is null ? default : Ids.Slice((string)value);
                break;
            case ColumnType.Category:
                if (value is null)
                    batch.Codes(column)[row] = CategoryDictionary.Missing;
                else
                    batch.SetCategory(column, row, Encoding.UTF8.GetBytes((string)value));
                break;
            default:
                SetNumber(batch, column, row, value);
                break;
        }
    }

    public static void SetNumber(ApplicationBatch batch, int column, int row, object? value)
    {
        ulong bit = 1UL << (row & 63);
        if (value is null)
        {
            batch.Validity(column)[row >> 6] &= ~bit;
            return;
        }

        batch.Validity(column)[row >> 6] |= bit;
        batch.Numbers(column)[row] = value is DateOnly day
            ? day.DayNumber - new DateOnly(1970, 1, 1).DayNumber
            : Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>Ids in memory that stays where it is for as long as the tests run.</summary>
internal static unsafe class Ids
{
    public static Utf8Slice Slice(string text) => Slice(Encoding.UTF8.GetBytes(text));

    public static Utf8Slice Slice(byte[] utf8)
    {
        byte[] pinned = GC.AllocateArray<byte>(Math.Max(1, utf8.Length), pinned: true);
        utf8.CopyTo(pinned, 0);
        Pinned.Add(pinned);
        return new Utf8Slice((nint)Unsafe(pinned), utf8.Length);
    }

    private static readonly System.Collections.Concurrent.ConcurrentBag<byte[]> Pinned = [];

    private static void* Unsafe(byte[] pinned) =>
        System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
}
