using LoanDefault.Core.Errors;

namespace LoanDefault.Tables.Errors;

/// <summary>A Delta log cannot be read, so what the table holds is not known and nothing is written to it.</summary>
public sealed class CorruptLogException : BadInputException
{
    internal CorruptLogException(string file, long line, string reason, Exception? inner = null)
        : base(
            $"cannot read the Delta log: {file}, line {line}: {reason}; restore the file or move the table away",
            file,
            row: line - 1,
            innerException: inner)
    {
    }

    internal CorruptLogException(string file, string reason)
        : base($"cannot read the Delta log: {file}: {reason}; restore the file or move the table away", file)
    {
    }
}
