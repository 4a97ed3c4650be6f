using System.Reflection;
using System.Reflection.Emit;
using LoanDefault.Arrow;
using LoanDefault.Spark.Functions;

namespace LoanDefault.IntegrationTests.Spark.Worker;

/// <summary>A user's own assembly, which neither driver nor worker was built with: one class, one function that changes nothing.</summary>
internal static class AddedAssembly
{
    public static FunctionReference Write(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
        TypeBuilder type = assembly.DefineDynamicModule(name).DefineType("Users.Functions", TypeAttributes.Public);
        ILGenerator body = type.DefineMethod(
            "Same", MethodAttributes.Public | MethodAttributes.Static, typeof(IEnumerable<RecordBatch>), [typeof(IEnumerable<RecordBatch>), typeof(TaskContext)]).GetILGenerator();
        body.Emit(OpCodes.Ldarg_0);
        body.Emit(OpCodes.Ret);
        type.CreateType();
        assembly.Save(path);
        return new FunctionReference(BuildId.Of(FunctionAssemblies.Find(name, Path.GetDirectoryName(path)!)!), name, "Users.Functions", "Same", null);
    }
}
