namespace LoanDefault.Spark.Gateway;

/// <summary>
/// The words of Py4J's text protocol: UTF-8 lines, one request, one reply line, strictly in turn. See docs/spark-sql.md.
/// </summary>
internal static class Py4J
{
    /// <summary>First line of a connection; the secret follows, without <see cref="End"/>.</summary>
    public const string Authenticate = "A";

    public const string Call = "c";
    public const string Construct = "i";
    public const string Array = "a";
    public const string ArrayCreate = "c";
    public const string ArrayGet = "g";
    public const string ArraySet = "s";
    public const string ArrayLength = "e";
    public const string StackTrace = "p";
    public const string Memory = "m";
    public const string MemoryRelease = "d";
    public const string End = "e";

    /// <summary>Before a class name where a call's target stands: the call is a static one.</summary>
    public const string StaticTarget = "z:";

    /// <summary>First letters of a reply: <c>!y</c> done, <c>!x</c> failed, <c>!z</c> failed and the connection with it.</summary>
    public const byte ReplyMark = (byte)'!';

    public const byte Done = (byte)'y';
    public const byte Failed = (byte)'x';
    public const byte Fatal = (byte)'z';

    // Types of values, in requests and replies.
    public const char Void = 'v';
    public const char Null = 'n';
    public const char Boolean = 'b';
    public const char Integer = 'i';
    public const char Long = 'L';
    public const char Double = 'd';
    public const char Decimal = 'D';
    public const char Text = 's';
    public const char Bytes = 'j';
    public const char Reference = 'r';
    public const char List = 'l';
    public const char Map = 'a';
    public const char Set = 'h';
    public const char JavaArray = 't';
    public const char Iterator = 'g';

    // What a name turned out to be.
    public const char NoMember = 'o';
    public const char Package = 'p';
    public const char Class = 'c';
    public const char Method = 'm';
}
