namespace LoanDefault.Spark.Gateway;

internal sealed partial class JavaGateway
{
    /// <summary>A <c>java.util.ArrayList</c> of the values.</summary>
    public JavaObject NewList(params ReadOnlySpan<object?> values)
    {
        JavaObject list = New("java.util.ArrayList");
        foreach (object? value in values)
            list.Call("add", value);
        return list;
    }

    /// <summary>A <c>java.util.HashMap</c> of the entries.</summary>
    public JavaObject NewMap(IEnumerable<KeyValuePair<string, string>> entries)
    {
        JavaObject map = New("java.util.HashMap");
        foreach ((string key, string value) in entries)
            map.Call("put", key, value);
        return map;
    }

    /// <summary>A Scala sequence of the values; its class differs between Scala 2.12 and 2.13, so Spark itself makes it.</summary>
    public JavaObject NewSeq(params ReadOnlySpan<object?> values)
    {
        using JavaObject list = NewList(values);
        return CallStatic<JavaObject>("org.apache.spark.api.python.PythonUtils", "toSeq", list);
    }

    /// <summary>A Java array of the values, which is what a method with variable arguments takes.</summary>
    public JavaObject NewArray(string className, params ReadOnlySpan<object?> values)
    {
        GatewayConnection connection = Begin();
        Py4JRequest.WriteArrayCreate(connection.Request, className, values.Length);
        JavaObject array = Cast<JavaObject>(Finish(connection, className, []), className);
        for (int index = 0; index < values.Length; index++)
        {
            connection = Begin();
            Py4JRequest.WriteArraySet(connection.Request, array.Id, index, values[index]);
            Finish(connection, className, values);
        }
        return array;
    }

    /// <summary>The elements of a Java array.</summary>
    public T[] ReadArray<T>(JavaObject array)
    {
        GatewayConnection connection = Begin();
        Py4JRequest.WriteArrayLength(connection.Request, array.Id);
        var values = new T[Cast<int>(Finish(connection, "length", []), "length")];
        for (int index = 0; index < values.Length; index++)
        {
            connection = Begin();
            Py4JRequest.WriteArrayGet(connection.Request, array.Id, index);
            values[index] = Cast<T>(Finish(connection, "element", []), "element");
        }
        GC.KeepAlive(array);
        return values;
    }
}
