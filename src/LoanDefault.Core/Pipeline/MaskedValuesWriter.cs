using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Validation;

namespace LoanDefault.Core.Pipeline;

/// <summary>Writes a row as a JSON object with its personal columns masked, into a buffer that it keeps.</summary>
internal sealed class MaskedValuesWriter : IDisposable
{
    public const string Mask = "***";

    private const int MaximumTextBytes = 64;

    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    private static readonly JsonEncodedText EncodedMask = JsonEncodedText.Encode(Mask, Encoder);
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    private readonly ApplicationContract _contract;
    private readonly JsonEncodedText[] _names;
    private readonly JsonEncodedText[]?[] _categories;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _writer;

    public MaskedValuesWriter(ApplicationContract contract)
    {
        _contract = contract;
        _names = [.. contract.Columns.Select(c => JsonEncodedText.Encode(c.Name, Encoder))];
        _categories =
            [.. contract.Columns.Select(c => c.Categories?.Select(text => JsonEncodedText.Encode(text, Encoder)).ToArray())];
        _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = Encoder, SkipValidation = true });
    }

    public ReadOnlySpan<byte> Json => _buffer.WrittenSpan;

    public void Write(ApplicationBatch batch, ReadOnlySpan<Violation> violations, int row)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        _writer.WriteStartObject();
        for (int column = 0; column < _names.Length; column++)
        {
            _writer.WritePropertyName(_names[column]);
            if (_contract.Columns[column].Personal)
                _writer.WriteStringValue(EncodedMask);
            else if (SourceText(ref violations, column) is { } text)
                _writer.WriteStringValue(text);
            else
                WriteValue(batch, column, row);
        }

        _writer.WriteEndObject();
        _writer.Flush();
    }

    public void Dispose() => _writer.Dispose();

    // Both sides are in column order, so the violations are walked once a row.
    private static string? SourceText(ref ReadOnlySpan<Violation> violations, int column)
    {
        while (!violations.IsEmpty && violations[0].Column < column)
            violations = violations[1..];
        for (int i = 0; i < violations.Length && violations[i].Column == column; i++)
        {
            if (violations[i].SourceText is { } text)
                return text;
        }

        return null;
    }

    private void WriteValue(ApplicationBatch batch, int column, int row)
    {
        switch (_contract.Columns[column].Type)
        {
            case ColumnType.Id:
                WriteId(batch.Ids[row]);
                break;
            case ColumnType.Category:
                int code = batch.Codes(column)[row];
                JsonEncodedText[] texts = _categories[column]!;
                if ((uint)code < (uint)texts.Length)
                    _writer.WriteStringValue(texts[code]);
                else
                    _writer.WriteNullValue();
                break;
            default:
                if (batch.IsPresent(column, row))
                    WriteNumber(batch.Numbers(column)[row], _contract.Columns[column].Type);
                else
                    _writer.WriteNullValue();
                break;
        }
    }

    private void WriteId(Utf8Slice id)
    {
        if (id.IsMissing)
            _writer.WriteNullValue();
        else
            _writer.WriteStringValue(Utf8Text.Prefix(id.Span, MaximumTextBytes));
    }

    private void WriteNumber(double value, ColumnType type)
    {
        if (!double.IsFinite(value))
            _writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        else if (type == ColumnType.Date && TryDate(value, out DateOnly date))
            WriteDate(date);
        else
            _writer.WriteNumberValue(value);
    }

    private void WriteDate(DateOnly date)
    {
        Span<char> text = stackalloc char[10];
        date.TryFormat(text, out int length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        _writer.WriteStringValue(text[..length]);
    }

    private static bool TryDate(double days, out DateOnly date)
    {
        double number = days + Epoch.DayNumber;
        bool isDay = number >= 0 && number <= DateOnly.MaxValue.DayNumber;
        date = isDay ? DateOnly.FromDayNumber((int)number) : default;
        return isDay;
    }
}
