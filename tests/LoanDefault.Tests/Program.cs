using LoanDefault.Tests.Core.Support;
using LoanDefault.Tests.Tables.Support;

namespace LoanDefault.Tests;

/// <summary>What this assembly does when a test starts it as a process of its own.</summary>
internal static class Program
{
    private const int WrongUse = 2;

    public static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case [VectorProgram.Argument]:
                VectorProgram.Run();
                return 0;
            case [PublisherProcess.Argument, .. var rest]:
                PublisherProcess.Run(rest);
                return 0;
            default:
                return WrongUse;
        }
    }
}
