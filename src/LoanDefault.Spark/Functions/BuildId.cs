using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace LoanDefault.Spark.Functions;

/// <summary>Tells builds apart: driver and worker must run the same bytes.</summary>
internal static class BuildId
{
    /// <summary>
    /// SHA-256 over name and module version id of the assembly and of those it refers to, directly or not, the framework's
    /// own left out: a compiler that is deterministic gives equal sources equal ids.
    /// </summary>
    /// <param name="assembly">Where the function is.</param>
    public static string Of(Assembly assembly)
    {
        var found = new SortedDictionary<string, Guid>(StringComparer.Ordinal);
        var open = new Stack<Assembly>([assembly]);
        while (open.TryPop(out Assembly? next))
        {
            if (!found.TryAdd(next.GetName().Name!, next.ManifestModule.ModuleVersionId))
                continue;
            foreach (AssemblyName reference in next.GetReferencedAssemblies())
            {
                if (!IsFramework(reference))
                    open.Push(Assembly.Load(reference));
            }
        }
        string text = string.Join('\n', found.Select(entry => $"{entry.Key} {entry.Value:N}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static bool IsFramework(AssemblyName name) => File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name.Name + ".dll"));
}
