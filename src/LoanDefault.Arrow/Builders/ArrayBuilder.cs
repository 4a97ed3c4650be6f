namespace LoanDefault.Arrow;

/// <summary>Builds an array value by value. Not safe for several threads.</summary>
/// <typeparam name="TArray">The array.</typeparam>
public abstract class ArrayBuilder<TArray>
    where TArray : ArrowArray
{
    // Filled only from the first missing value on.
    private GrowingArray<byte> _validity;

    private protected ArrayBuilder()
    {
    }

    /// <summary>How many values were appended, missing ones included.</summary>
    public int Length { get; private set; }

    /// <summary>How many missing values were appended.</summary>
    public int NullCount { get; private set; }

    /// <summary>
    /// The array of all values appended so far. It takes the builder's memory with it; the builder is empty again and
    /// allocates as much at once when the next value comes.
    /// </summary>
    public TArray Build() => Build(keepMemory: false);

    /// <summary>
    /// The array of all values appended so far, as a view of the builder's memory, which the next appended value
    /// overwrites: for one batch after the other without new memory.
    /// </summary>
    public TArray BuildView() => Build(keepMemory: true);

    /// <summary>Forgets all values and keeps the memory for the next.</summary>
    public void Clear()
    {
        _validity.Forget(keepMemory: true);
        Length = 0;
        NullCount = 0;
        Forget(keepMemory: true);
    }

    // The values so far; those to come are appended behind them, in the same memory while there is room.
    internal TArray Snapshot() => Create(Length, NullCount == 0 ? default : _validity.ToBuffer(), NullCount);

    private protected abstract TArray Create(int length, ArrowBuffer validity, int nullCount);

    private protected abstract void Forget(bool keepMemory);

    // Counts a value in before it is stored.
    private protected void AddSlot(bool isValid) => AddSlots(1, isValid);

    private protected void AddSlots(int count, bool areValid)
    {
        int start = Length;
        Length = checked(start + count);
        if (areValid && NullCount == 0)
            return;
        ExtendValidity(start);
        if (areValid)
            Bitmap.Fill(_validity.Written, start, count);
        else
            NullCount += count;
    }

    private void ExtendValidity(int present)
    {
        int more = Bitmap.BytesFor(Length) - _validity.Count;
        if (more > 0)
            _validity.Append(more).Clear();
        if (NullCount == 0)
            Bitmap.Fill(_validity.Written, 0, present);
    }

    private TArray Build(bool keepMemory)
    {
        TArray array = Snapshot();
        _validity.Forget(keepMemory);
        Length = 0;
        NullCount = 0;
        Forget(keepMemory);
        return array;
    }
}
