using System.Diagnostics.CodeAnalysis;
using LoanDefault.Embedded.Native;

namespace LoanDefault.Embedded.DuckDb;

/// <summary>A column of a result.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
public sealed record DuckDbColumn(string Name, DuckDbType Type);

/// <summary>A field of a struct type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
public sealed record DuckDbField(string Name, DuckDbType Type);

/// <summary>A type of the engine, nested ones included.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The engine's own names.")]
public sealed record DuckDbType(DuckDbTypeId Id)
{
    /// <summary>BOOLEAN.</summary>
    public static DuckDbType Boolean { get; } = new(DuckDbTypeId.Boolean);

    /// <summary>TINYINT, 8 bits.</summary>
    public static DuckDbType TinyInt { get; } = new(DuckDbTypeId.TinyInt);

    /// <summary>INTEGER, 32 bits.</summary>
    public static DuckDbType Integer { get; } = new(DuckDbTypeId.Integer);

    /// <summary>BIGINT, 64 bits.</summary>
    public static DuckDbType BigInt { get; } = new(DuckDbTypeId.BigInt);

    /// <summary>DOUBLE.</summary>
    public static DuckDbType Double { get; } = new(DuckDbTypeId.Double);

    /// <summary>FLOAT: a C# float.</summary>
    public static DuckDbType Float { get; } = new(DuckDbTypeId.Float);

    /// <summary>DATE.</summary>
    public static DuckDbType Date { get; } = new(DuckDbTypeId.Date);

    /// <summary>VARCHAR.</summary>
    public static DuckDbType Varchar { get; } = new(DuckDbTypeId.Varchar);

    /// <summary>TIMESTAMP WITH TIME ZONE, microseconds.</summary>
    public static DuckDbType TimestampTz { get; } = new(DuckDbTypeId.TimestampTz);

    /// <summary>The fields of a struct; empty otherwise.</summary>
    public IReadOnlyList<DuckDbField> Fields { get; private init; } = [];

    /// <summary>The texts of an enum, by code; empty otherwise. Up to 255 of them are held as one byte a row.</summary>
    public IReadOnlyList<string> Texts { get; private init; } = [];

    /// <summary>The element type of a list; null otherwise.</summary>
    public DuckDbType? Element { get; private init; }

    /// <summary>Digits of a decimal; 0 otherwise.</summary>
    public byte Width { get; private init; }

    /// <summary>Digits of a decimal after the point; 0 otherwise.</summary>
    public byte Scale { get; private init; }

    /// <summary>A list of <paramref name="element"/>.</summary>
    public static DuckDbType ListOf(DuckDbType element) => new(DuckDbTypeId.List) { Element = element };

    /// <summary>A struct of <paramref name="fields"/>.</summary>
    public static DuckDbType StructOf(params IReadOnlyList<DuckDbField> fields) => new(DuckDbTypeId.Struct) { Fields = fields };

    /// <summary>A text out of a fixed list, held as its position: one byte up to 255 texts, two up to 65,535, else four.</summary>
    public static DuckDbType EnumOf(params IReadOnlyList<string> texts) => new(DuckDbTypeId.Enum) { Texts = texts };

    /// <summary>A decimal.</summary>
    /// <param name="width">Digits, 1 .. 38.</param>
    /// <param name="scale">Digits after the point, 0 .. <paramref name="width"/>.</param>
    public static DuckDbType DecimalOf(byte width, byte scale) => new(DuckDbTypeId.Decimal) { Width = width, Scale = scale };

    /// <summary>The type as in SQL, such as <c>VARCHAR[]</c>.</summary>
    public override string ToString() => Id switch
    {
        DuckDbTypeId.List => $"{Element}[]",
        DuckDbTypeId.Struct => $"STRUCT({string.Join(", ", Fields.Select(f => $"{Sql.Identifier(f.Name)} {f.Type}"))})",
        DuckDbTypeId.Enum => $"ENUM({string.Join(", ", Texts.Select(Sql.Literal))})",
        DuckDbTypeId.Decimal => $"DECIMAL({Width},{Scale})",
        DuckDbTypeId.TimestampTz => "TIMESTAMP WITH TIME ZONE",
        DuckDbTypeId.TimestampSeconds => "TIMESTAMP_S",
        DuckDbTypeId.TimestampMilliseconds => "TIMESTAMP_MS",
        DuckDbTypeId.TimestampNanoseconds => "TIMESTAMP_NS",
        DuckDbTypeId.TimeTz => "TIME WITH TIME ZONE",
        _ => Id.ToString().ToUpperInvariant(),
    };

    internal static DuckDbType FromNative(LogicalTypeHandle type) => NativeMethods.GetTypeId(type) switch
    {
        DuckDbTypeId.List => ListOf(ElementOf(type)),
        DuckDbTypeId.Struct => StructOf(FieldsOf(type)),
        DuckDbTypeId.Enum => EnumOf(TextsOf(type)),
        DuckDbTypeId.Decimal => DecimalOf(NativeMethods.DecimalWidth(type), NativeMethods.DecimalScale(type)),
        var id => new DuckDbType(id),
    };

    internal LogicalTypeHandle ToNative() => Id switch
    {
        DuckDbTypeId.List => ListToNative(),
        DuckDbTypeId.Struct => StructToNative(),
        DuckDbTypeId.Enum => EnumToNative(),
        DuckDbTypeId.Decimal => new LogicalTypeHandle(NativeMethods.CreateDecimalType(Width, Scale)),
        _ => new LogicalTypeHandle(NativeMethods.CreateLogicalType(Id)),
    };

    private static DuckDbType ElementOf(LogicalTypeHandle type)
    {
        using var element = new LogicalTypeHandle(NativeMethods.ListTypeChildType(type));
        return FromNative(element);
    }

    private static DuckDbField[] FieldsOf(LogicalTypeHandle type)
    {
        var fields = new DuckDbField[NativeMethods.StructTypeChildCount(type)];
        for (var i = 0; i < fields.Length; i++)
        {
            using var child = new LogicalTypeHandle(NativeMethods.StructTypeChildType(type, (ulong)i));
            fields[i] = new DuckDbField(
                NativeCheck.TakeText(NativeMethods.StructTypeChildName(type, (ulong)i)), FromNative(child));
        }
        return fields;
    }

    private LogicalTypeHandle ListToNative()
    {
        using var element = Element!.ToNative();
        return new LogicalTypeHandle(NativeMethods.CreateListType(element));
    }

    private static string[] TextsOf(LogicalTypeHandle type)
    {
        var texts = new string[NativeMethods.EnumDictionarySize(type)];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = NativeCheck.TakeText(NativeMethods.EnumDictionaryValue(type, (ulong)i));
        return texts;
    }

    private unsafe LogicalTypeHandle EnumToNative()
    {
        using var texts = new Utf8Texts(Texts);
        return new LogicalTypeHandle(NativeMethods.CreateEnumType(texts.Pointers, (ulong)Texts.Count));
    }

    private unsafe LogicalTypeHandle StructToNative()
    {
        using var names = new Utf8Texts([.. Fields.Select(f => f.Name)]);
        var members = Fields.Select(f => f.Type.ToNative()).ToArray();
        try
        {
            nint[] types = [.. members.Select(m => m.DangerousGetHandle())];
            fixed (nint* pointers = types)
                return new LogicalTypeHandle(NativeMethods.CreateStructType(pointers, names.Pointers, (ulong)types.Length));
        }
        finally
        {
            foreach (var member in members)
                member.Dispose();
        }
    }
}
