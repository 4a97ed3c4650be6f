using System.IO.Hashing;
using System.Runtime.InteropServices;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring.Answers;

namespace LoanDefault.Core.Scoring.Parity;

/// <summary>One of both that a gate compares: gives the bits of every number that it says of a row.</summary>
internal interface IGateSide
{
    /// <summary>What the numbers of a row are called, for example <c>margin</c>.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Creates the buffers of one thread.</summary>
    IGateSession CreateSession();
}

/// <summary>One thread's way to ask a side.</summary>
internal interface IGateSession : IDisposable
{
    /// <summary>The bits of a batch.</summary>
    /// <param name="rows">The batch.</param>
    /// <param name="bits">Receives them, row by row.</param>
    void Bits(FeatureMatrix rows, Span<long> bits);
}

/// <summary>A scorer's margins.</summary>
internal sealed class ScorerSide(IScorer scorer) : IGateSide
{
    /// <inheritdoc />
    public IReadOnlyList<string> Names { get; } = ["margin"];

    /// <inheritdoc />
    public IGateSession CreateSession() => new Session(scorer.CreateSession());

    private sealed class Session(IScorerSession session) : IGateSession
    {
        private readonly double[] _margins = new double[ApplicationBatch.Capacity];

        public void Bits(FeatureMatrix rows, Span<long> bits)
        {
            session.Score(rows, _margins);
            for (int row = 0; row < rows.Count; row++)
                bits[row] = BitConverter.SingleToInt32Bits((float)_margins[row]);
        }

        public void Dispose() => session.Dispose();
    }
}

/// <summary>Everything that a model says: label, outputs, margins.</summary>
internal sealed class RunnerSide : IGateSide
{
    private readonly IModelRunner _runner;

    public RunnerSide(IModelRunner runner)
    {
        _runner = runner;
        AnswerShape shape = runner.Shape;
        Names =
        [
            .. shape.HasLabel ? ["label"] : Array.Empty<string>(),
            .. Enumerable.Range(0, shape.Outputs).Select(i => $"output {i}"),
            .. Enumerable.Range(0, shape.Margins).Select(i => $"margin {i}"),
        ];
    }

    /// <inheritdoc />
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc />
    public IGateSession CreateSession() => new Session(_runner, Names.Count);

    private sealed class Session(IModelRunner runner, int width) : IGateSession
    {
        private readonly IModelRunnerSession _session = runner.CreateSession();
        private readonly ModelAnswers _answers = new(runner.Shape);

        public void Bits(FeatureMatrix rows, Span<long> bits)
        {
            _session.Run(new MatrixColumns(rows), _answers);
            AnswerShape shape = runner.Shape;
            for (int row = 0; row < rows.Count; row++)
            {
                int next = row * width;
                if (shape.HasLabel)
                    bits[next++] = shape.LabelIsText ? HashOf(_answers.TextLabels[row]) : _answers.NumberLabels[row];
                for (int i = 0; i < shape.Outputs; i++)
                    bits[next++] = BitConverter.SingleToInt32Bits((float)_answers.Outputs(i)[row]);
                for (int i = 0; i < shape.Margins; i++)
                    bits[next++] = BitConverter.SingleToInt32Bits((float)_answers.Margins(i)[row]);
            }
        }

        public void Dispose() => _session.Dispose();

        private static long HashOf(string text) => (long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()));
    }
}
