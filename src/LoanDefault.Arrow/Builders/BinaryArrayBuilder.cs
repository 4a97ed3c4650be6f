namespace LoanDefault.Arrow;

/// <summary>Builds an array of texts or bytes with 32-bit offsets.</summary>
/// <typeparam name="TArray">The array.</typeparam>
/// <typeparam name="TBuilder">The builder itself.</typeparam>
public abstract class BinaryArrayBuilder<TArray, TBuilder> : ArrayBuilder<TArray>
    where TArray : BinaryArray
    where TBuilder : BinaryArrayBuilder<TArray, TBuilder>
{
    // Where each value ends; the first value starts at 0, the first of them.
    private GrowingArray<int> _offsets;
    private GrowingArray<byte> _data;

    private protected BinaryArrayBuilder()
    {
    }

    internal int DataLength => _data.Count;

    /// <summary>Appends a value.</summary>
    /// <param name="value">The bytes; of a text: UTF-8.</param>
    /// <exception cref="InvalidOperationException">All values together would have more than 2 GiB.</exception>
    public TBuilder Append(ReadOnlySpan<byte> value)
    {
        value.CopyTo(AddValue(value.Length));
        return (TBuilder)this;
    }

    /// <summary>Appends a missing value.</summary>
    public TBuilder AppendNull()
    {
        AddOffset(isValid: false);
        return (TBuilder)this;
    }

    // Makes room for a present value.
    private protected Span<byte> AddValue(int length)
    {
        _data.Reserve(length);
        Span<byte> value = _data.Append(length);
        AddOffset(isValid: true);
        return value;
    }

    private protected abstract TArray Create(ArrowBuffer offsets, ArrowBuffer data, int length, ArrowBuffer validity, int nullCount);

    private protected sealed override TArray Create(int length, ArrowBuffer validity, int nullCount) =>
        Create(_offsets.ToBuffer(), _data.ToBuffer(), length, validity, nullCount);

    private protected sealed override void Forget(bool keepMemory)
    {
        _offsets.Forget(keepMemory);
        _data.Forget(keepMemory);
    }

    private void AddOffset(bool isValid)
    {
        if (_offsets.Count == 0)
            _offsets.Add(0);
        AddSlot(isValid);
        _offsets.Add(_data.Count);
    }
}
