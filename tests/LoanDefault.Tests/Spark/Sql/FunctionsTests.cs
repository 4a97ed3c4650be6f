using System.Reflection;

namespace LoanDefault.Tests.Spark.Sql;

public sealed class FunctionsTests
{
    private static string Documentation => File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs/spark-sql.md"));

    [Test]
    public void Every_function_is_listed_in_the_documentation()
    {
        IEnumerable<string> functions = typeof(LoanDefault.Spark.Sql.Functions).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(method => method.Name).Distinct();
        Assert.That(functions.Where(name => !Documentation.Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty);
    }
}
