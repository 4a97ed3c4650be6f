using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Security.Cryptography;
using System.Text;

namespace LoanDefault.Spark.Functions;

/// <summary>Tells builds apart: driver and worker must run the same bytes.</summary>
internal static class BuildId
{
    // The keys that .NET signs its assemblies with. A worker carries its own runtime in its folder, a driver finds it elsewhere
    // and may have a newer patch of it: that is no other build.
    private static readonly HashSet<string> FrameworkKeys =
        ["7cec85d7bea7798e", "b03f5f7f11d50a3a", "b77a5c561934e089", "cc7b13ffcd2ddd51", "adb9793829ddae60", "31bf3856ad364e35"];

    private static readonly ConditionalWeakTable<Assembly, string> Known = [];

    /// <summary>
    /// SHA-256 over name and module version id of the assembly and of those it refers to, directly or not, the framework's
    /// own left out: a compiler that is deterministic gives equal sources equal ids.
    /// </summary>
    /// <param name="assembly">Where the function is.</param>
    public static string Of(Assembly assembly) => Known.GetValue(assembly, Compute);

    private static string Compute(Assembly assembly)
    {
        var found = new SortedDictionary<string, Guid>(StringComparer.Ordinal);
        var open = new Stack<Assembly>([assembly]);
        while (open.TryPop(out Assembly? next))
        {
            if (!found.TryAdd(next.GetName().Name!, next.ManifestModule.ModuleVersionId))
                continue;
            foreach (AssemblyName reference in next.GetReferencedAssemblies().Where(reference => !IsFramework(reference)))
            {
                if (Load(next, reference) is { } referred)
                    open.Push(referred);
                else
                    found.TryAdd(reference.Name!, Guid.Empty);
            }
        }
        string text = string.Join('\n', found.Select(entry => $"{entry.Key} {entry.Value:N}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    // What is nowhere to be found counts as absent: a worker that lacks what the driver has gets another id and says so.
    private static Assembly? Load(Assembly referring, AssemblyName reference)
    {
        try
        {
            return (AssemblyLoadContext.GetLoadContext(referring) ?? AssemblyLoadContext.Default).LoadFromAssemblyName(reference);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static bool IsFramework(AssemblyName name) =>
        name.GetPublicKeyToken() is { Length: > 0 } token && FrameworkKeys.Contains(Convert.ToHexStringLower(token));
}
