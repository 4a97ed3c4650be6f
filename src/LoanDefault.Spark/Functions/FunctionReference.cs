using System.Reflection;
using System.Text.Json;
using LoanDefault.Core.Errors;

namespace LoanDefault.Spark.Functions;

/// <summary>
/// A C# function as Spark carries it from the driver to the executors: names, never a serialised closure. The worker finds
/// the method in its own folder and refuses it when its build is another than the driver's.
/// </summary>
/// <param name="BuildId">The build of the method's assembly and of all that it refers to.</param>
/// <param name="Assembly">The assembly's simple name.</param>
/// <param name="Type">The full name of the declaring type.</param>
/// <param name="Method">The name of the static method; unique in its type.</param>
/// <param name="Argument">What the function reads from <see cref="TaskContext.Argument"/>, or null: JSON, kept small, as Spark sends it with each task.</param>
public sealed record FunctionReference(string BuildId, string Assembly, string Type, string Method, string? Argument)
{
    /// <summary>
    /// The declared result as Spark's schema JSON (a struct for a map over batches, a type for a vectorised function), or null
    /// for unchecked. The worker compares each batch with it before sending: Spark itself ignores surplus columns and names.
    /// </summary>
    public string? ResultType { get; init; }

    /// <summary>Names a static method.</summary>
    /// <param name="function">A delegate over a static method; a lambda or an instance method has state that cannot travel.</param>
    /// <param name="argument">JSON for the function, or null.</param>
    /// <exception cref="WrongUseException">The delegate is not over a named static method that is alone under its name.</exception>
    public static FunctionReference Of(Delegate function, string? argument = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        MethodInfo method = function.Method;
        if (!method.IsStatic || function.Target is not null || method.Name.Contains('<', StringComparison.Ordinal) || method.DeclaringType is not { FullName: { } type })
            throw new WrongUseException(
                $"Spark runs only static methods of named classes on its executors, not the lambda or instance method '{method.Name}': "
                + "make it a static method and pass what it needs as the JSON argument");
        if (method.IsGenericMethod || method.DeclaringType.IsGenericType)
            throw new WrongUseException($"Spark cannot run '{type}.{method.Name}' on its executors as it is generic: name a method without type parameters");
        if (method.DeclaringType.GetMember(method.Name, MemberTypes.Method, FunctionResolver.StaticMethods).Length > 1)
            throw new WrongUseException($"Spark cannot tell the overloads of '{type}.{method.Name}' apart on its executors: give this one a name of its own");
        return new FunctionReference(Functions.BuildId.Of(method.Module.Assembly), method.Module.Assembly.GetName().Name!, type, method.Name, argument);
    }

    /// <summary>The bytes that Spark carries: UTF-8 JSON.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <param name="command">The bytes that Spark carried.</param>
    /// <exception cref="FunctionRefusedException">The bytes are something else, such as a function that was made for Python.</exception>
    public static FunctionReference Parse(ReadOnlySpan<byte> command)
    {
        FunctionReference? reference = null;
        JsonException? failure = null;
        try
        {
            reference = JsonSerializer.Deserialize<FunctionReference>(command);
        }
        catch (JsonException invalid)
        {
            failure = invalid;
        }
        return reference is { BuildId: not null, Assembly: not null, Type: not null, Method: not null }
            ? reference
            : throw new FunctionRefusedException(
                $"the {command.Length:N0} bytes that Spark sent as the function name no C# method: let this driver program build the function, Python's cannot run here",
                null, failure);
    }

    /// <summary>The method in full, for messages.</summary>
    public override string ToString() => $"{Assembly}!{Type}.{Method}";
}
