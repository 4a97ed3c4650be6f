namespace LoanDefault.Arrow.Types;

/// <summary>UTF-8 text with 32-bit offsets.</summary>
public sealed record StringType : ArrowType
{
    private StringType()
    {
    }

    /// <summary>The type.</summary>
    public static StringType Default { get; } = new();

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.String;

    /// <inheritdoc/>
    public override string Name => "string";
}

/// <summary>UTF-8 text with 64-bit offsets.</summary>
public sealed record LargeStringType : ArrowType
{
    private LargeStringType()
    {
    }

    /// <summary>The type.</summary>
    public static LargeStringType Default { get; } = new();

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.LargeString;

    /// <inheritdoc/>
    public override string Name => "large_string";
}

/// <summary>UTF-8 text as 16-byte views: short texts inside them, long ones in other buffers.</summary>
public sealed record StringViewType : ArrowType
{
    private StringViewType()
    {
    }

    /// <summary>The type.</summary>
    public static StringViewType Default { get; } = new();

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.StringView;

    /// <inheritdoc/>
    public override string Name => "string_view";
}

/// <summary>Bytes with 32-bit offsets.</summary>
public sealed record BinaryType : ArrowType
{
    private BinaryType()
    {
    }

    /// <summary>The type.</summary>
    public static BinaryType Default { get; } = new();

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.Binary;

    /// <inheritdoc/>
    public override string Name => "binary";
}

/// <summary>Bytes with 64-bit offsets.</summary>
public sealed record LargeBinaryType : ArrowType
{
    private LargeBinaryType()
    {
    }

    /// <summary>The type.</summary>
    public static LargeBinaryType Default { get; } = new();

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.LargeBinary;

    /// <inheritdoc/>
    public override string Name => "large_binary";
}

/// <summary>Bytes as 16-byte views: short values inside them, long ones in other buffers.</summary>
public sealed record BinaryViewType : ArrowType
{
    private BinaryViewType()
    {
    }

    /// <summary>The type.</summary>
    public static BinaryViewType Default { get; } = new();

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.BinaryView;

    /// <inheritdoc/>
    public override string Name => "binary_view";
}
