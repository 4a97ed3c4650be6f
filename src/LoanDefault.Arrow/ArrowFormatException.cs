namespace LoanDefault.Arrow;

/// <summary>
/// The bytes of an Arrow stream break the format, end too early, or use a part of it that this library does not read. The
/// one error that hostile bytes can cause; the stream can't be read further.
/// </summary>
public sealed class ArrowFormatException : FormatException
{
    /// <summary>Says what is wrong, where, and what to do.</summary>
    /// <param name="message">One line.</param>
    /// <param name="path">The column in which it is wrong, nested names joined by dots, or null.</param>
    public ArrowFormatException(string message, string? path = null)
        : base(path is null ? message : $"column {path}: {message}") => Path = path;

    /// <summary>The column in which the stream is wrong, nested names joined by dots; null: not in a column.</summary>
    public string? Path { get; }
}
