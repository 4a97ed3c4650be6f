namespace LoanDefault.Arrow.Types;

/// <summary>Named columns side by side.</summary>
public sealed record StructType : ArrowType
{
    private readonly Field[] _fields;

    /// <summary>Names the columns; none is allowed.</summary>
    /// <param name="fields">The columns in their order.</param>
    public StructType(IEnumerable<Field> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        _fields = [.. fields];
    }

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.Struct;

    /// <inheritdoc/>
    public override string Name => $"struct<{string.Join(", ", _fields.Select(child => $"{child.Name}: {child.DataType}"))}>";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => _fields;

    /// <inheritdoc/>
    public bool Equals(StructType? other) => other is not null && _fields.AsSpan().SequenceEqual(other._fields);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(TypeId, _fields.Length, _fields.Length > 0 ? _fields[0].Name : "");
}

/// <summary>Runs of an item column, with 32-bit offsets.</summary>
/// <param name="Item">The item column.</param>
public sealed record ListType(Field Item) : ArrowType
{
    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.List;

    /// <inheritdoc/>
    public override string Name => $"list<{Item.Name}: {Item.DataType}>";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Item];
}

/// <summary>Runs of an item column, with 64-bit offsets.</summary>
/// <param name="Item">The item column.</param>
public sealed record LargeListType(Field Item) : ArrowType
{
    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.LargeList;

    /// <inheritdoc/>
    public override string Name => $"large_list<{Item.Name}: {Item.DataType}>";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Item];
}
