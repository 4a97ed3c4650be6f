using System.Reflection;
using System.Reflection.Emit;
using LoanDefault.Spark.Functions;

namespace LoanDefault.Tests.Spark.Functions;

/// <summary>Assemblies that a driver added: written here, so that nothing but the folder knows them.</summary>
public sealed class FunctionAssembliesTests
{
    private DirectoryInfo _files = null!;

    [SetUp]
    public void MakeFolder() => _files = Directory.CreateTempSubdirectory("loandefault-");

    [TearDown]
    public void RemoveFolder() => _files.Delete(recursive: true);

    [Test]
    public void An_added_assembly_is_found_in_its_folder()
    {
        Write("Users.Added", answer: 1);

        Assert.That(AnswerOf("Users.Added"), Is.EqualTo(1));
        Assembly once = FunctionAssemblies.Find("Users.Added", _files.FullName)!;
        Assert.That(FunctionAssemblies.Find("Users.Added", _files.FullName), Is.SameAs(once));
    }

    [Test]
    public void A_replaced_assembly_is_loaded_anew_with_another_build()
    {
        Write("Users.Replaced", answer: 1);
        string old = BuildId.Of(FunctionAssemblies.Find("Users.Replaced", _files.FullName)!);
        Write("Users.Replaced", answer: 2);
        File.SetLastWriteTimeUtc(Path.Combine(_files.FullName, "Users.Replaced.dll"), DateTime.UnixEpoch);

        Assert.That(AnswerOf("Users.Replaced"), Is.EqualTo(2));
        Assert.That(BuildId.Of(FunctionAssemblies.Find("Users.Replaced", _files.FullName)!), Is.Not.EqualTo(old));
    }

    [Test]
    public void The_programs_own_assembly_wins_over_an_added_one_of_its_name()
    {
        Write("LoanDefault.Spark", answer: 1);

        Assert.That(FunctionAssemblies.Find("LoanDefault.Spark", _files.FullName), Is.SameAs(typeof(TaskContext).Assembly));
    }

    [Test]
    public void An_unknown_assembly_is_null() => Assert.That(FunctionAssemblies.Find("Users.Unknown", _files.FullName), Is.Null);

    [Test]
    public void A_file_that_is_no_assembly_is_refused_by_name()
    {
        File.WriteAllText(Path.Combine(_files.FullName, "Users.Text.dll"), "text");
        var function = new FunctionReference("", "Users.Text", "T", "M", null);

        Assert.That(() => FunctionResolver.Resolve(function, _files.FullName), Throws.TypeOf<FunctionRefusedException>().With.Message.Contains("Users.Text.dll cannot be loaded"));
    }

    private int AnswerOf(string name) =>
        (int)FunctionAssemblies.Find(name, _files.FullName)!.GetType("T")!.GetMethod("Answer")!.Invoke(null, null)!;

    private void Write(string name, int answer)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
        TypeBuilder type = assembly.DefineDynamicModule(name).DefineType("T", TypeAttributes.Public);
        ILGenerator body = type.DefineMethod("Answer", MethodAttributes.Public | MethodAttributes.Static, typeof(int), []).GetILGenerator();
        body.Emit(OpCodes.Ldc_I4, answer);
        body.Emit(OpCodes.Ret);
        type.CreateType();
        assembly.Save(Path.Combine(_files.FullName, name + ".dll"));
    }
}
