using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow;

/// <summary>Checks that arrays are what their fields say.</summary>
internal static class Columns
{
    public static ArrowArray[] Checked(IReadOnlyList<Field> fields, IReadOnlyList<ArrowArray> arrays, int length, string parameter)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        if (arrays.Count != fields.Count)
            throw new ArgumentException($"there are {fields.Count} fields but {arrays.Count} arrays", parameter);
        var columns = new ArrowArray[arrays.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = arrays[i];
            if (columns[i].Length != length)
                throw new ArgumentException($"field '{fields[i].Name}' has {columns[i].Length} values, not {length}", parameter);
            if (!columns[i].DataType.Equals(fields[i].DataType))
                throw new ArgumentException($"field '{fields[i].Name}' is {fields[i].DataType}, but its array is {columns[i].DataType}", parameter);
        }
        return columns;
    }
}
