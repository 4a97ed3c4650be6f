namespace LoanDefault.Arrow.Types;

/// <summary>Signed integers of 8 bits.</summary>
public sealed record Int8Type : ArrowType
{
    private Int8Type()
    {
    }

    /// <summary>The type.</summary>
    public static Int8Type Default { get; } = new();

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.Int8;

    /// <inheritdoc/>
    public override string Name => "int8";
}

/// <summary>Signed integers of 16 bits.</summary>
public sealed record Int16Type : ArrowType
{
    private Int16Type()
    {
    }

    /// <summary>The type.</summary>
    public static Int16Type Default { get; } = new();

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.Int16;

    /// <inheritdoc/>
    public override string Name => "int16";
}

/// <summary>Signed integers of 32 bits.</summary>
public sealed record Int32Type : ArrowType
{
    private Int32Type()
    {
    }

    /// <summary>The type.</summary>
    public static Int32Type Default { get; } = new();

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.Int32;

    /// <inheritdoc/>
    public override string Name => "int32";
}

/// <summary>Signed integers of 64 bits.</summary>
public sealed record Int64Type : ArrowType
{
    private Int64Type()
    {
    }

    /// <summary>The type.</summary>
    public static Int64Type Default { get; } = new();

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.Int64;

    /// <inheritdoc/>
    public override string Name => "int64";
}

/// <summary>Unsigned integers of 8 bits.</summary>
public sealed record UInt8Type : ArrowType
{
    private UInt8Type()
    {
    }

    /// <summary>The type.</summary>
    public static UInt8Type Default { get; } = new();

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.UInt8;

    /// <inheritdoc/>
    public override string Name => "uint8";
}

/// <summary>Unsigned integers of 16 bits.</summary>
public sealed record UInt16Type : ArrowType
{
    private UInt16Type()
    {
    }

    /// <summary>The type.</summary>
    public static UInt16Type Default { get; } = new();

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.UInt16;

    /// <inheritdoc/>
    public override string Name => "uint16";
}

/// <summary>Unsigned integers of 32 bits.</summary>
public sealed record UInt32Type : ArrowType
{
    private UInt32Type()
    {
    }

    /// <summary>The type.</summary>
    public static UInt32Type Default { get; } = new();

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.UInt32;

    /// <inheritdoc/>
    public override string Name => "uint32";
}

/// <summary>Unsigned integers of 64 bits.</summary>
public sealed record UInt64Type : ArrowType
{
    private UInt64Type()
    {
    }

    /// <summary>The type.</summary>
    public static UInt64Type Default { get; } = new();

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.UInt64;

    /// <inheritdoc/>
    public override string Name => "uint64";
}
