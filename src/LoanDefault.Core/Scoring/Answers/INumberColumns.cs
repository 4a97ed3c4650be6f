namespace LoanDefault.Core.Scoring.Answers;

/// <summary>Some rows of a table of numbers, column by column.</summary>
public interface INumberColumns
{
    /// <summary>Number of rows, 0 to 2,048.</summary>
    int Count { get; }

    /// <summary>Reads a column as floats, each number rounded once; NaN where it is missing.</summary>
    /// <param name="column">Its position.</param>
    /// <param name="values">Receives <see cref="Count"/> numbers.</param>
    void Read(int column, Span<float> values);

    /// <summary>Reads a column as doubles; NaN where it is missing.</summary>
    /// <inheritdoc cref="Read(int, Span{float})"/>
    void Read(int column, Span<double> values);

    /// <summary>Reads a column as whole numbers.</summary>
    /// <inheritdoc cref="Read(int, Span{float})"/>
    /// <exception cref="Errors.BadInputException">A number is missing or no whole number of 64 bits.</exception>
    void Read(int column, Span<long> values);
}
