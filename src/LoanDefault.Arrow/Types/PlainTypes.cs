namespace LoanDefault.Arrow.Types;

/// <summary>Only nulls.</summary>
public sealed record NullType : ArrowType
{
    private NullType()
    {
    }

    /// <summary>The type.</summary>
    public static NullType Default { get; } = new();

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.Null;

    /// <inheritdoc/>
    public override string Name => "null";
}

/// <summary>True or false.</summary>
public sealed record BooleanType : ArrowType
{
    private BooleanType()
    {
    }

    /// <summary>The type.</summary>
    public static BooleanType Default { get; } = new();

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.Boolean;

    /// <inheritdoc/>
    public override string Name => "bool";
}

/// <summary>IEEE 754 numbers of 32 bits.</summary>
public sealed record FloatType : ArrowType
{
    private FloatType()
    {
    }

    /// <summary>The type.</summary>
    public static FloatType Default { get; } = new();

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.Float;

    /// <inheritdoc/>
    public override string Name => "float";
}

/// <summary>IEEE 754 numbers of 64 bits.</summary>
public sealed record DoubleType : ArrowType
{
    private DoubleType()
    {
    }

    /// <summary>The type.</summary>
    public static DoubleType Default { get; } = new();

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.Double;

    /// <inheritdoc/>
    public override string Name => "double";
}
