using System.Text;
using System.Text.Json;
using LoanDefault.Tables.Delta;

namespace LoanDefault.Tables.Publishing;

/// <summary>
/// The <c>stats</c> text of an add action. Texts and instants have no minimum and maximum there (Delta truncates them,
/// and readers differ in how they compare), and a column with a NaN or infinity neither.
/// </summary>
internal static class FileStatistics
{
    internal static string ToJson(StagedFile file)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("numRecords", file.RecordCount);
            WriteRange(writer, "minValues", file, column => column.Minimum);
            WriteRange(writer, "maxValues", file, column => column.Maximum);
            writer.WriteStartObject("nullCount");
            foreach (var (name, column) in file.Statistics)
                writer.WriteNumber(name, column.NullCount);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteRange(
        Utf8JsonWriter writer, string name, StagedFile file, Func<ColumnStatistics, object?> value)
    {
        writer.WriteStartObject(name);
        foreach (var (column, statistics) in file.Statistics)
        {
            if (IsBound(statistics.Minimum) && IsBound(statistics.Maximum))
                WriteBound(writer, column, value(statistics)!);
        }

        writer.WriteEndObject();
    }

    private static bool IsBound(object? value) => value is int or long or DateOnly || (value is double d && double.IsFinite(d));

    private static void WriteBound(Utf8JsonWriter writer, string column, object value)
    {
        switch (value)
        {
            case DateOnly date:
                writer.WriteString(column, DeltaPath.PartitionValue(date));
                break;
            case double number:
                writer.WriteNumber(column, number);
                break;
            case int number:
                writer.WriteNumber(column, number);
                break;
            case long number:
                writer.WriteNumber(column, number);
                break;
        }
    }
}
