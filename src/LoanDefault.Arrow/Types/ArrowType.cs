namespace LoanDefault.Arrow.Types;

/// <summary>The logical type of a column. Types are values: two with equal parts are equal.</summary>
public abstract record ArrowType
{
    private protected ArrowType()
    {
    }

    /// <summary>Which type this is, without its parameters.</summary>
    public abstract ArrowTypeId TypeId { get; }

    /// <summary>The type as people write it, e.g. <c>timestamp[us, tz=UTC]</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Types below this one: a struct's fields, a list's item; else empty.</summary>
    public virtual IReadOnlyList<Field> Fields => [];

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
