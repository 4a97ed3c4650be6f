namespace LoanDefault.IntegrationTests.Cli.Support;

/// <summary>
/// The program as a person starts it: the published one when the build names it, else the one that was built beside
/// the tests.
/// </summary>
internal static class LoanDefaultProgram
{
    private const string Variable = "LOANDEFAULT_PROGRAM";

    public static string Path { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? named
        : System.IO.Path.Combine(AppContext.BaseDirectory, "loandefault");

    public static string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public static ChildProcess Start(params string[] arguments) => ChildProcess.Start(Path, arguments);

    public static ProcessResult Run(params string[] arguments)
    {
        using ChildProcess process = Start(arguments);
        return process.WaitForExit();
    }
}
