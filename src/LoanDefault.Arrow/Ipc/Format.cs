namespace LoanDefault.Arrow.Ipc;

/// <summary>The numbers of Arrow's IPC format: its Message.fbs and Schema.fbs. A slot is a field's position in its table.</summary>
internal static class Format
{
    /// <summary>Before each message's length, since version 0.15; older streams have the length alone.</summary>
    public const uint Continuation = 0xFFFFFFFF;

    /// <summary>What buffers and messages are padded to.</summary>
    public const int Alignment = 8;

    /// <summary>MetadataVersion: the oldest and the newest that are read. The newest is written.</summary>
    public const short V4 = 3;

    public const short V5 = 4;

    /// <summary>FieldNode and Buffer are two int64 each.</summary>
    public const int PairSize = 16;

    /// <summary>Deeper nesting is refused.</summary>
    public const int MaxDepth = 64;

    public static long Pad(long length) => (length + Alignment - 1) & -Alignment;

    public static class Message
    {
        public const int Version = 0;
        public const int HeaderType = 1;
        public const int Header = 2;
        public const int BodyLength = 3;
        public const int Slots = 4;
    }

    public static class Header
    {
        public const byte Schema = 1;
        public const byte DictionaryBatch = 2;
        public const byte RecordBatch = 3;
    }

    public static class Schema
    {
        public const int Endianness = 0;
        public const int Fields = 1;
        public const int Metadata = 2;
        public const int Slots = 3;
    }

    public static class Field
    {
        public const int Name = 0;
        public const int Nullable = 1;
        public const int TypeKind = 2;
        public const int Type = 3;
        public const int Dictionary = 4;
        public const int Children = 5;
        public const int Metadata = 6;
        public const int Slots = 7;
    }

    public static class KeyValue
    {
        public const int Key = 0;
        public const int Value = 1;
        public const int Slots = 2;
    }

    public static class DictionaryEncoding
    {
        public const int Id = 0;
        public const int IndexType = 1;
        public const int Ordered = 2;
        public const int Slots = 3;
    }

    public static class RecordBatch
    {
        public const int Length = 0;
        public const int Nodes = 1;
        public const int Buffers = 2;
        public const int Compression = 3;
        public const int VariadicCounts = 4;
        public const int Slots = 5;
    }

    public static class Compression
    {
        public const int Codec = 0;
        public const byte Lz4 = 0;
        public const byte Zstd = 1;
    }

    public static class DictionaryBatch
    {
        public const int Id = 0;
        public const int Data = 1;
        public const int IsDelta = 2;
        public const int Slots = 3;
    }

    /// <summary>The kinds of the union Type.</summary>
    public static class Kind
    {
        public const byte Null = 1;
        public const byte Int = 2;
        public const byte FloatingPoint = 3;
        public const byte Binary = 4;
        public const byte Utf8 = 5;
        public const byte Bool = 6;
        public const byte Decimal = 7;
        public const byte Date = 8;
        public const byte Timestamp = 10;
        public const byte List = 12;
        public const byte Struct = 13;
        public const byte LargeBinary = 19;
        public const byte LargeUtf8 = 20;
        public const byte LargeList = 21;
        public const byte BinaryView = 23;
        public const byte Utf8View = 24;

        private static readonly string[] Names =
        [
            "none", "null", "int", "floating point", "binary", "string", "bool", "decimal", "date", "time", "timestamp", "interval", "list", "struct",
            "union", "fixed-size binary", "fixed-size list", "map", "duration", "large binary", "large string", "large list", "run-end encoded",
            "binary view", "string view", "list view", "large list view",
        ];

        public static string NameOf(byte kind) => kind < Names.Length ? Names[kind] : $"number {kind}";
    }

    /// <summary>Int: bitWidth, is_signed.</summary>
    public static class Int
    {
        public const int BitWidth = 0;
        public const int IsSigned = 1;
        public const int Slots = 2;
    }

    /// <summary>FloatingPoint: precision.</summary>
    public static class FloatingPoint
    {
        public const int Precision = 0;
        public const short Single = 1;
        public const short Double = 2;
        public const int Slots = 1;
    }

    /// <summary>Decimal: precision, scale, bitWidth.</summary>
    public static class Decimal
    {
        public const int Precision = 0;
        public const int Scale = 1;
        public const int BitWidth = 2;
        public const int Bits = 128;
        public const int Slots = 3;
    }

    /// <summary>Date: unit.</summary>
    public static class Date
    {
        public const int Unit = 0;
        public const short Day = 0;
        public const short Millisecond = 1;
        public const int Slots = 1;
    }

    /// <summary>Timestamp: unit, timezone.</summary>
    public static class Timestamp
    {
        public const int Unit = 0;
        public const int Timezone = 1;
        public const int Slots = 2;
    }
}
