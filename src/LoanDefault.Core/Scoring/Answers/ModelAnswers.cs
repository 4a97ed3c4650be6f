using LoanDefault.Core.Applications;

namespace LoanDefault.Core.Scoring.Answers;

/// <summary>What a model says of a row.</summary>
public sealed record AnswerShape
{
    /// <summary>Whether it gives a label.</summary>
    public bool HasLabel { get; init; }

    /// <summary>Whether that label is a text; otherwise a whole number.</summary>
    public bool LabelIsText { get; init; }

    /// <summary>How many numbers its score or prediction has.</summary>
    public required int Outputs { get; init; }

    /// <summary>How many sums its trees have; 0 where it is not known to be trees.</summary>
    public required int Margins { get; init; }

    /// <summary>Whether these numbers are doubles; otherwise floats.</summary>
    public bool IsDouble { get; init; }
}

/// <summary>What a model says of up to 2,048 rows. Owned by one thread at a time.</summary>
/// <param name="shape">Of each row.</param>
public sealed class ModelAnswers(AnswerShape shape)
{
    private const int Capacity = ApplicationBatch.Capacity;

    private readonly double[] _outputs = new double[shape.Outputs * Capacity];
    private readonly double[] _margins = new double[shape.Margins * Capacity];

    /// <summary>Of each row.</summary>
    public AnswerShape Shape { get; } = shape;

    /// <summary>The rows' labels where they are numbers.</summary>
    public long[] NumberLabels { get; } = new long[shape is { HasLabel: true, LabelIsText: false } ? Capacity : 0];

    /// <summary>The rows' labels where they are texts.</summary>
    public string[] TextLabels { get; } = new string[shape is { HasLabel: true, LabelIsText: true } ? Capacity : 0];

    /// <summary>One number of the rows' scores or predictions, as the model gives them; 2,048 places.</summary>
    /// <param name="output">Its position.</param>
    public Span<double> Outputs(int output) => _outputs.AsSpan(output * Capacity, Capacity);

    /// <summary>One sum of the rows, before any post-transform; 2,048 places.</summary>
    /// <param name="margin">Its position.</param>
    public Span<double> Margins(int margin) => _margins.AsSpan(margin * Capacity, Capacity);
}
