using System.Globalization;
using System.Text;
using LoanDefault.Core.Scoring.Answers;
using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Embedded.Models;

/// <summary>Brings what a model says into the engine's vectors: one struct a row.</summary>
/// <param name="shape">What it says of a row.</param>
internal sealed class AnswerVectors(AnswerShape shape)
{
    /// <summary>The fields: <c>label</c>, <c>output_0</c> .., <c>margin_0</c> ..</summary>
    public IReadOnlyList<DuckDbField> Fields { get; } =
    [
        .. shape.HasLabel ? [new DuckDbField("label", shape.LabelIsText ? DuckDbType.Varchar : DuckDbType.BigInt)] : Array.Empty<DuckDbField>(),
        .. Numbers("output", shape.Outputs, shape.IsDouble),
        .. Numbers("margin", shape.Margins, shape.IsDouble),
    ];

    /// <summary>Fills the struct for every row.</summary>
    public void Write(ModelAnswers answers, VectorWriter output)
    {
        int field = 0;
        if (shape.HasLabel)
            WriteLabels(answers, output.Field(field++));
        for (int i = 0; i < shape.Outputs; i++)
            WriteNumbers(answers.Outputs(i), output.Field(field++));
        for (int i = 0; i < shape.Margins; i++)
            WriteNumbers(answers.Margins(i), output.Field(field++));
    }

    private static IEnumerable<DuckDbField> Numbers(string name, int count, bool isDouble) => Enumerable.Range(0, count)
        .Select(i => new DuckDbField(string.Create(CultureInfo.InvariantCulture, $"{name}_{i}"), isDouble ? DuckDbType.Double : DuckDbType.Float));

    private void WriteLabels(ModelAnswers answers, VectorWriter output)
    {
        if (!shape.LabelIsText)
        {
            answers.NumberLabels.AsSpan(0, output.Count).CopyTo(output.Values<long>());
            return;
        }

        for (int row = 0; row < output.Count; row++)
            output.SetText(row, Encoding.UTF8.GetBytes(answers.TextLabels[row]));
    }

    private void WriteNumbers(ReadOnlySpan<double> numbers, VectorWriter output)
    {
        if (shape.IsDouble)
        {
            numbers[..output.Count].CopyTo(output.Values<double>());
            return;
        }

        Span<float> floats = output.Values<float>();
        for (int row = 0; row < floats.Length; row++)
            floats[row] = (float)numbers[row];
    }
}
