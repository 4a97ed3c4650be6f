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
/// <param name="Argument">What the function reads from <c>TaskContext.Argument</c>, or null: JSON, kept small, as Spark sends it with each task.</param>
public sealed record FunctionReference(string BuildId, string Assembly, string Type, string Method, string? Argument)
{
    /// <summary>Names a static method.</summary>
    /// <param name="function">A delegate over a static method; a lambda or an instance method has state that cannot travel.</param>
    /// <param name="argument">JSON for the function, or null.</param>
    /// <exception cref="WrongUseException">The delegate is not over a named static method.</exception>
    public static FunctionReference Of(Delegate function, string? argument = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        MethodInfo method = function.Method;
        if (!method.IsStatic || function.Target is not null || method.Name.Contains('<', StringComparison.Ordinal) || method.DeclaringType is not { FullName: { } type })
            throw new WrongUseException(
                $"Spark runs only static methods of named classes on its executors, not the lambda or instance method '{method.Name}': "
                + "make it a static method and pass what it needs as the JSON argument");
        return new FunctionReference(Functions.BuildId.Of(method.Module.Assembly), method.Module.Assembly.GetName().Name!, type, method.Name, argument);
    }

    /// <summary>The bytes that Spark carries: UTF-8 JSON.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);
}
