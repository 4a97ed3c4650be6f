namespace LoanDefault.Arrow.Types;

/// <summary>The columns of a stream. Immutable.</summary>
public sealed class Schema : IEquatable<Schema>
{
    private static readonly Dictionary<string, string> NoMetadata = [];
    private readonly Field[] _fields;

    /// <summary>Names the columns; none is allowed.</summary>
    /// <param name="fields">The columns in their order.</param>
    /// <param name="metadata">Texts that travel with the schema; null: none.</param>
    public Schema(IEnumerable<Field> fields, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(fields);
        _fields = [.. fields];
        Metadata = metadata ?? NoMetadata;
    }

    /// <summary>The columns in their order.</summary>
    public IReadOnlyList<Field> Fields => _fields;

    /// <summary>Texts that travel with the schema.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The position of the first column with a name; -1: there is none.</summary>
    /// <param name="name">The name, case-sensitive.</param>
    public int GetFieldIndex(string name) => System.Array.FindIndex(_fields, field => field.Name == name);

    /// <summary>The first column with a name; null: there is none.</summary>
    /// <param name="name">The name, case-sensitive.</param>
    public Field? GetFieldByName(string name) => System.Array.Find(_fields, field => field.Name == name);

    /// <summary>Compares the columns; not the metadata.</summary>
    /// <param name="other">The other schema.</param>
    public bool Equals(Schema? other) => other is not null && _fields.AsSpan().SequenceEqual(other._fields);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Schema);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_fields.Length, _fields.Length > 0 ? _fields[0].Name : "");

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _fields.AsEnumerable());
}
