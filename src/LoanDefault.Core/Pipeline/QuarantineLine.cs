using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LoanDefault.Core.Applications;

namespace LoanDefault.Core.Pipeline;

/// <summary>
/// A quarantined row as one JSON object, the way it travels from where it was refused to the quarantine table. Owned by one
/// thread at a time.
/// </summary>
/// <param name="output">Takes the objects.</param>
public sealed class QuarantineLine(IBufferWriter<byte> output) : IDisposable
{
    /// <summary>The application id, a longer one cut to <see cref="ApplicationIdText.MaximumBytes"/>; left out when the row has none.</summary>
    public const string Id = "id";

    /// <summary>The rule that stands for the row.</summary>
    public const string Rule = "rule";

    /// <summary>Its version.</summary>
    public const string Version = "version";

    /// <summary>The contract column that broke it; left out for the row as a whole.</summary>
    public const string Column = "column";

    /// <summary>What is wrong, in words.</summary>
    public const string Reason = "reason";

    /// <summary>Every broken rule, as <c>rule:column</c>.</summary>
    public const string Rules = "rules";

    /// <summary>The row as JSON text, personal data masked.</summary>
    public const string Values = "values";

    /// <summary>The input file, relative to the input's root.</summary>
    public const string File = "file";

    /// <summary>The row in that file, from 0.</summary>
    public const string Row = "row";

    private readonly Utf8JsonWriter _json = new(
        output, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes a row.</summary>
    /// <param name="record">The row's record.</param>
    /// <param name="id">Its id.</param>
    /// <param name="file">Its file, UTF-8.</param>
    /// <param name="row">Its row in the file.</param>
    public void Write(QuarantineRecord record, Utf8Slice id, ReadOnlySpan<byte> file, long row)
    {
        ArgumentNullException.ThrowIfNull(record);
        QuarantineReason first = record.First;
        _json.WriteStartObject();
        if (!id.IsMissing)
            _json.WriteString(Id, ApplicationIdText.Written(id.Span));
        _json.WriteString(Rule, first.Rule.Id);
        _json.WriteNumber(Version, first.Rule.Version);
        if (first.ColumnName is { } column)
            _json.WriteString(Column, column);
        _json.WriteString(Reason, first.TextUtf8);
        _json.WriteStartArray(Rules);
        foreach (QuarantineReason reason in record.Reasons)
            _json.WriteStringValue(reason.LabelUtf8);
        _json.WriteEndArray();
        _json.WriteString(Values, record.MaskedValues);
        _json.WriteString(File, file);
        _json.WriteNumber(Row, row);
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
    }

    /// <summary>Frees the writer.</summary>
    public void Dispose() => _json.Dispose();
}
