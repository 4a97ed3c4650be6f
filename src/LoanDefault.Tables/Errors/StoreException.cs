using LoanDefault.Core.Errors;
using LoanDefault.Tables.Stores;

namespace LoanDefault.Tables.Errors;

/// <summary>A store could not do what the publish protocol asked of it: no space, no permission, a broken disk.</summary>
public class StoreException : BadInputException
{
    /// <summary>An operation that failed.</summary>
    /// <param name="operation">What was tried, as a verb.</param>
    /// <param name="path">The file or folder.</param>
    /// <param name="reason">What the store answered, and what to do.</param>
    /// <param name="inner">The store's own exception, if it threw one.</param>
    /// <param name="isTransient">Whether the store may do it later, with nothing changed.</param>
    public StoreException(string operation, string path, string reason, Exception? inner = null, bool isTransient = false)
        : base($"cannot {operation} {path}: {reason}", path, innerException: inner)
    {
        Operation = operation;
        IsTransient = isTransient;
    }

    /// <summary>A store that is not fit to publish to.</summary>
    /// <param name="probe">What was found.</param>
    public StoreException(StoreProbe probe)
        : base(probe?.Problem ?? throw new ArgumentNullException(nameof(probe)), probe.Location) => Operation = "publish to";

    /// <summary>What was tried, as a verb.</summary>
    public string Operation { get; }

    /// <inheritdoc/>
    public override bool IsTransient { get; }
}
