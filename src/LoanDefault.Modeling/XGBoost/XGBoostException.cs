using LoanDefault.Core.Errors;

namespace LoanDefault.Modeling.XGBoost;

/// <summary>XGBoost refused a call: data or parameters that it cannot work with.</summary>
public sealed class XGBoostException : LoanDefaultException
{
    /// <summary>Creates the failure.</summary>
    /// <param name="function">The function of XGBoost's C API.</param>
    /// <param name="reason">The first line of what the library said.</param>
    public XGBoostException(string function, string reason)
        : base($"XGBoost refused {function}: {reason}")
    {
        Function = function;
        Reason = reason;
    }

    /// <summary>The function of XGBoost's C API.</summary>
    public string Function { get; }

    /// <summary>The first line of what the library said.</summary>
    public string Reason { get; }
}
