using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow;

/// <summary>Only missing values; it has no buffers.</summary>
public sealed class NullArray : ArrowArray
{
    /// <summary>A number of missing values.</summary>
    /// <param name="length">The number.</param>
    public NullArray(int length)
        : base(NullType.Default, length, default, length, 0)
    {
    }

    /// <summary>False.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public override bool IsValid(int index)
    {
        CheckIndex(index);
        return false;
    }
}
