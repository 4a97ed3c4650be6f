using System.Reflection;

namespace LoanDefault.Spark.Functions;

/// <summary>From the names that Spark carried to the method that runs.</summary>
internal static class FunctionResolver
{
    public const BindingFlags StaticMethods = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Finds the method.</summary>
    /// <param name="function">What the driver named.</param>
    /// <param name="filesDirectory">Where files lie that the driver added; empty for none.</param>
    /// <exception cref="FunctionRefusedException">It is not here, is of another build or is ambiguous.</exception>
    public static MethodInfo Resolve(FunctionReference function, string filesDirectory)
    {
        Assembly assembly = FindAssembly(function, filesDirectory);
        string build = BuildId.Of(assembly);
        if (build != function.BuildId)
            throw new FunctionRefusedException(
                $"the driver runs build {Short(function.BuildId)} of {function.Assembly} and what it uses, this worker in {AppContext.BaseDirectory} has build {Short(build)}: "
                + "publish driver and worker from the same sources and restart the application", function);
        if (assembly.GetType(function.Type) is not { } type)
            throw new FunctionRefusedException($"{function.Assembly} has no class '{function.Type}' on this worker: publish the worker again", function);
        MemberInfo[] methods = type.GetMember(function.Method, MemberTypes.Method, StaticMethods);
        if (methods is [MethodInfo { ContainsGenericParameters: false } method])
            return method;
        throw new FunctionRefusedException(
            methods.Length == 0
                ? $"{function.Assembly} has no static method '{function.Type}.{function.Method}' on this worker: publish the worker again"
                : $"'{function.Type}.{function.Method}' is generic or has overloads: give the function a name of its own",
            function);
    }

    private static Assembly FindAssembly(FunctionReference function, string filesDirectory)
    {
        Exception? failure = null;
        try
        {
            if (FunctionAssemblies.Find(function.Assembly, filesDirectory) is { } assembly)
                return assembly;
        }
        catch (Exception unreadable) when (unreadable is BadImageFormatException or FileLoadException or IOException)
        {
            failure = unreadable;
        }
        string how = failure is null ? "is neither" : $"cannot be loaded ({failure.Message}); it is looked for";
        throw new FunctionRefusedException(
            $"{function.Assembly}.dll {how} in the worker's folder {AppContext.BaseDirectory} nor among the added files in '{filesDirectory}': "
            + "put it into the worker's folder or add it with AddFile", function, failure);
    }

    private static string Short(string buildId) => buildId.Length > 12 ? buildId[..12] : buildId;
}
