namespace LoanDefault.Arrow;

/// <summary>Builds an array of values of one width.</summary>
/// <typeparam name="T">What a value is stored as.</typeparam>
/// <typeparam name="TArray">The array.</typeparam>
/// <typeparam name="TBuilder">The builder itself.</typeparam>
public abstract class PrimitiveArrayBuilder<T, TArray, TBuilder> : ArrayBuilder<TArray>
    where T : unmanaged
    where TArray : PrimitiveArray<T>
    where TBuilder : PrimitiveArrayBuilder<T, TArray, TBuilder>
{
    private GrowingArray<T> _values;

    private protected PrimitiveArrayBuilder()
    {
    }

    /// <summary>Appends a value.</summary>
    /// <param name="value">The value.</param>
    public TBuilder Append(T value)
    {
        AddSlot(isValid: true);
        _values.Add(value);
        return (TBuilder)this;
    }

    /// <summary>Appends values, all of them present.</summary>
    /// <param name="values">The values.</param>
    public TBuilder Append(ReadOnlySpan<T> values)
    {
        AddSlots(values.Length, areValid: true);
        values.CopyTo(_values.Append(values.Length));
        return (TBuilder)this;
    }

    /// <summary>Appends a missing value.</summary>
    public TBuilder AppendNull()
    {
        AddSlot(isValid: false);
        _values.Add(default);
        return (TBuilder)this;
    }

    /// <summary>Makes room for values to come.</summary>
    /// <param name="more">Their number.</param>
    public TBuilder Reserve(int more)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(more);
        _values.Reserve(more);
        return (TBuilder)this;
    }

    private protected abstract TArray Create(ArrowBuffer values, int length, ArrowBuffer validity, int nullCount);

    private protected sealed override TArray Create(int length, ArrowBuffer validity, int nullCount) =>
        Create(_values.ToBuffer(), length, validity, nullCount);

    private protected sealed override void Forget(bool keepMemory) => _values.Forget(keepMemory);
}
