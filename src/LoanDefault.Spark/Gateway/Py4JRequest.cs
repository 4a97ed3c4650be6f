using System.Buffers;
using System.Globalization;
using System.Text;

namespace LoanDefault.Spark.Gateway;

/// <summary>The lines of each request.</summary>
internal static class Py4JRequest
{
    /// <summary>Opens a connection: everything before it is refused.</summary>
    public static void WriteAuthenticate(IBufferWriter<byte> to, string secret)
    {
        WriteLine(to, Py4J.Authenticate);
        WriteLine(to, secret);
    }

    /// <summary>A method of an object or, with <see cref="Py4J.StaticTarget"/>, of a class.</summary>
    public static void WriteCall(IBufferWriter<byte> to, string target, string method, ReadOnlySpan<object?> arguments)
    {
        WriteLine(to, Py4J.Call);
        WriteLine(to, target);
        WriteLine(to, method);
        WriteArguments(to, arguments);
    }

    /// <summary>A constructor.</summary>
    public static void WriteConstruct(IBufferWriter<byte> to, string className, ReadOnlySpan<object?> arguments)
    {
        WriteLine(to, Py4J.Construct);
        WriteLine(to, className);
        WriteArguments(to, arguments);
    }

    /// <summary>A new Java array of one dimension.</summary>
    public static void WriteArrayCreate(IBufferWriter<byte> to, string className, int length)
    {
        WriteLine(to, Py4J.Array);
        WriteLine(to, Py4J.ArrayCreate);
        WriteArguments(to, [className, length]);
    }

    /// <summary>An array's element.</summary>
    public static void WriteArrayGet(IBufferWriter<byte> to, string array, int index)
    {
        WriteLine(to, Py4J.Array);
        WriteLine(to, Py4J.ArrayGet);
        WriteLine(to, array);
        WriteArguments(to, [index]);
    }

    /// <summary>Sets an array's element.</summary>
    public static void WriteArraySet(IBufferWriter<byte> to, string array, int index, object? value)
    {
        WriteLine(to, Py4J.Array);
        WriteLine(to, Py4J.ArraySet);
        WriteLine(to, array);
        WriteArguments(to, [index, value]);
    }

    /// <summary>An array's length.</summary>
    public static void WriteArrayLength(IBufferWriter<byte> to, string array)
    {
        WriteLine(to, Py4J.Array);
        WriteLine(to, Py4J.ArrayLength);
        WriteLine(to, array);
        WriteLine(to, Py4J.End);
    }

    /// <summary>An exception's stack trace as Java prints it, causes included.</summary>
    public static void WriteStackTrace(IBufferWriter<byte> to, string exception)
    {
        WriteLine(to, Py4J.StackTrace);
        WriteLine(to, Py4J.Reference + exception);
        WriteLine(to, Py4J.End);
    }

    /// <summary>Lets the JVM forget an object.</summary>
    public static void WriteRelease(IBufferWriter<byte> to, string id)
    {
        WriteLine(to, Py4J.Memory);
        WriteLine(to, Py4J.MemoryRelease);
        WriteLine(to, id);
        WriteLine(to, Py4J.End);
    }

    private static void WriteArguments(IBufferWriter<byte> to, ReadOnlySpan<object?> arguments)
    {
        foreach (object? argument in arguments)
            WriteLine(to, Encode(argument));
        WriteLine(to, Py4J.End);
    }

    /// <summary>A value with its type's letter. Java chooses a method by these types: an int never fits a double.</summary>
    /// <exception cref="ArgumentException">The protocol has no such type.</exception>
    internal static string Encode(object? value) => value switch
    {
        null => Py4J.Null.ToString(),
        string text => Py4J.Text + Py4JText.Escape(text),
        int number => string.Create(CultureInfo.InvariantCulture, $"{Py4J.Integer}{number}"),
        long number => string.Create(CultureInfo.InvariantCulture, $"{Py4J.Long}{number}"),
        double number => string.Create(CultureInfo.InvariantCulture, $"{Py4J.Double}{number:R}"),
        decimal number => string.Create(CultureInfo.InvariantCulture, $"{Py4J.Decimal}{number}"),
        bool flag => Py4J.Boolean + (flag ? "true" : "false"),
        byte[] bytes => Py4J.Bytes + Convert.ToBase64String(bytes),
        JavaObject reference => Py4J.Reference + reference.Id,
        _ => throw new ArgumentException($"the gateway cannot pass a {value.GetType()}", nameof(value)),
    };

    private static void WriteLine(IBufferWriter<byte> to, string line)
    {
        Encoding.UTF8.GetBytes(line, to);
        to.Write("\n"u8);
    }
}
