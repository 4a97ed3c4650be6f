using System.Buffers;
using System.Text;
using System.Text.Json;
using LoanDefault.Tables.Errors;

namespace LoanDefault.Tables.Delta;

/// <summary>A commit's bytes: one JSON object a line.</summary>
internal static class CommitFile
{
    private const byte LineFeed = (byte)'\n';

    internal static byte[] Write(IEnumerable<LogEntry> entries)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(
            buffer, new JsonWriterOptions { Encoder = DeltaJson.Context.Options.Encoder, SkipValidation = true });
        foreach (var entry in entries)
        {
            JsonSerializer.Serialize(writer, entry, DeltaJson.Context.LogEntry);
            writer.Flush();
            buffer.Write([LineFeed]);
            writer.Reset();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <param name="content">The commit's bytes.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="CorruptLogException">A line is not a JSON object of actions.</exception>
    internal static List<LogEntry> Read(ReadOnlySpan<byte> content, string file)
    {
        var entries = new List<LogEntry>();
        var line = 0;
        foreach (var range in content.Split(LineFeed))
        {
            line++;
            var text = content[range].Trim(" \r\t"u8);
            if (text.Length > 0)
                entries.Add(ReadEntry(text, file, line));
        }

        return entries;
    }

    /// <summary>One row of a checkpoint.</summary>
    /// <exception cref="CorruptLogException">It is not a JSON object of actions.</exception>
    internal static LogEntry ReadEntry(string json, string file, long line) =>
        ReadEntry(Encoding.UTF8.GetBytes(json), file, line);

    /// <summary>One line of a commit.</summary>
    /// <exception cref="CorruptLogException">It is not a JSON object of actions.</exception>
    internal static LogEntry ReadEntry(ReadOnlySpan<byte> json, string file, long line)
    {
        try
        {
            return JsonSerializer.Deserialize(json, DeltaJson.Context.LogEntry)
                ?? throw new CorruptLogException(file, line, "an action was expected, not null");
        }
        catch (JsonException error)
        {
            throw new CorruptLogException(file, line, error.Message, error);
        }
    }
}
