namespace LoanDefault.Core.Scoring.Answers;

/// <summary>A model that is ready to say all it has to say of rows of numbers. Safe to share between threads.</summary>
public interface IModelRunner : IDisposable
{
    /// <summary>What runs it, for example <c>kernel (AVX2)</c>.</summary>
    string Name { get; }

    /// <summary>What it says of a row.</summary>
    AnswerShape Shape { get; }

    /// <summary>Creates the buffers that one thread works with.</summary>
    IModelRunnerSession CreateSession();
}

/// <summary>One thread's way to run a model.</summary>
public interface IModelRunnerSession : IDisposable
{
    /// <summary>Runs the model on a batch.</summary>
    /// <param name="rows">The rows: as many columns as the model's inputs have.</param>
    /// <param name="answers">Receives what the model says.</param>
    void Run(INumberColumns rows, ModelAnswers answers);
}
