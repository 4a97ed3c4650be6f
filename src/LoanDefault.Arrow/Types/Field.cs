namespace LoanDefault.Arrow.Types;

/// <summary>A column of a schema, or of a struct. Immutable.</summary>
public sealed class Field : IEquatable<Field>
{
    private static readonly Dictionary<string, string> NoMetadata = [];

    /// <summary>Describes a column.</summary>
    /// <param name="name">The name; empty and repeated ones are allowed.</param>
    /// <param name="dataType">The type.</param>
    /// <param name="nullable">Whether a value may be missing.</param>
    /// <param name="metadata">Texts that travel with the field; null: none.</param>
    public Field(string name, ArrowType dataType, bool nullable, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(dataType);
        Name = name;
        DataType = dataType;
        IsNullable = nullable;
        Metadata = metadata ?? NoMetadata;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The type.</summary>
    public ArrowType DataType { get; }

    /// <summary>Whether a value may be missing. What a stream says; nobody checks it against the values.</summary>
    public bool IsNullable { get; }

    /// <summary>Texts that travel with the field.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Compares name, type and nullability; not the metadata.</summary>
    /// <param name="other">The other field.</param>
    public bool Equals(Field? other) =>
        other is not null && Name == other.Name && IsNullable == other.IsNullable && DataType.Equals(other.DataType);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Field);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, IsNullable, DataType.TypeId);

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {DataType}{(IsNullable ? "" : " not null")}";
}
