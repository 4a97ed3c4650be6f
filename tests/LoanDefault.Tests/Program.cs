using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests;

/// <summary>What this assembly does when a test starts it as a process of its own.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        if (arguments is not [VectorProgram.Argument])
            return 2;
        VectorProgram.Run();
        return 0;
    }
}
