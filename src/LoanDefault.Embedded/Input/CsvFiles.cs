using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;

namespace LoanDefault.Embedded.Input;

/// <summary>Reads the header rows of CSV files, by the contract's delimiter and quote.</summary>
internal static class CsvFiles
{
    private const int MaximumHeaderChars = 1 << 20;
    private const int BufferBytes = 1 << 16;

    /// <summary>Every file with its header and the hash of its bytes; files in the location's order.</summary>
    /// <exception cref="BadInputException">A file cannot be read or has no usable header.</exception>
    internal static List<SourceFile> Read(InputLocation location, CsvFormat format, CancellationToken cancellation)
    {
        string[] pathColumns = HivePath.KeysOfAll(location);
        var files = new List<SourceFile>();
        foreach (string path in location.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            string name = location.Relative(path);
            try
            {
                CheckBytes(path, name, cancellation);
                InputColumn[] columns = ReadHeader(path, name, format);
                if (columns.FirstOrDefault(c => pathColumns.Contains(c.Name, StringComparer.OrdinalIgnoreCase)) is { } both)
                    throw new BadInputException($"{name}: column '{both.Name}' stands both in the header and in the path: remove one", name, both.Name);
                files.Add(new SourceFile(
                    path, name, new FileInfo(path).Length, Hash(path), RowCount: null, [.. columns, .. HivePath.Columns(pathColumns)]));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                throw new BadInputException($"{name}: cannot be read ({e.Message}): check the file and its permissions", name, innerException: e);
            }
        }

        return files;
    }

    private static string Hash(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    // The engine takes the end of a cut gzip file for the end of the table, so it is looked for here.
    private static void CheckBytes(string path, string name, CancellationToken cancellation)
    {
        using Stream bytes = Open(path);
        byte[] buffer = new byte[BufferBytes];
        try
        {
            int read = bytes.ReadAtLeast(buffer, 2, throwOnEndOfStream: false);
            if (read >= 2 && buffer.AsSpan(0, 2) is [0xFF, 0xFE] or [0xFE, 0xFF])
                throw new BadInputException($"{name}: is UTF-16 text: write it as UTF-8, or convert it with 'iconv -f UTF-16 -t UTF-8'", name);
            while (bytes is GZipStream && read > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                read = bytes.Read(buffer);
            }
        }
        catch (InvalidDataException e)
        {
            throw new BadInputException(
                $"{name}: is not a whole gzip file ({e.Message.TrimEnd('.')}): it was cut short, damaged or is not gzip at all; write or copy it again", name, innerException: e);
        }
    }

    private static Stream Open(string path)
    {
        FileStream file = File.OpenRead(path);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static InputColumn[] ReadHeader(string path, string name, CsvFormat format)
    {
        using var text = new StreamReader(Open(path), Encoding.UTF8);
        List<string> names = Fields(text, format, name);
        if (names.Any(n => n.Contains('\uFFFD', StringComparison.Ordinal)))
            throw new BadInputException($"{name}: the header is not UTF-8: convert the file", name, row: 0);
        if (names.All(n => n.Length == 0))
            throw new BadInputException($"{name}: has no header row: the first line must name the columns", name, row: 0);
        if (names.Any(n => n.Contains('\0', StringComparison.Ordinal)))
            throw new BadInputException($"{name}: the first line holds NUL characters, so it is UTF-16 or no text: write the file as UTF-8", name, row: 0);
        if (names.FindIndex(n => n.Length == 0) is >= 0 and var unnamed)
            throw new BadInputException($"{name}: column {unnamed + 1} of the header has no name: name every column", name, row: 0);
        // Their name is not shown: where the header is missing it is an applicant's data.
        if (names.FindIndex(n => names.Count(other => other.Equals(n, StringComparison.OrdinalIgnoreCase)) > 1) is >= 0 and var first)
        {
            int second = names.FindIndex(first + 1, n => n.Equals(names[first], StringComparison.OrdinalIgnoreCase));
            throw new BadInputException($"{name}: columns {first + 1} and {second + 1} of the first line have the same name (case does not count): rename one, or add a header if there is none", name, row: 0);
        }

        return [.. names.Select(n => new InputColumn(n, InputColumn.Text, InputColumnOrigin.Csv))];
    }

    private static List<string> Fields(StreamReader text, CsvFormat format, string name)
    {
        char delimiter = format.Delimiter[0], quote = format.Quote[0];
        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        for (int read = 0; ; read++)
        {
            int next = text.Read();
            if (read > MaximumHeaderChars)
                throw new BadInputException($"{name}: the first line is longer than {MaximumHeaderChars} characters, so it is no header: check 'csv' in the contract", name, row: 0);
            if (next < 0 || (!quoted && next is '\r' or '\n'))
                break;
            char c = (char)next;
            if (c == quote)
            {
                // A doubled quote inside quotes is one quote.
                bool doubled = quoted && text.Peek() == quote;
                if (doubled)
                    field.Append((char)text.Read());
                else
                    quoted = !quoted;
            }
            else if (c == delimiter && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }
}
