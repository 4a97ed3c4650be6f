using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace LoanDefault.Cli.CommandLine;

/// <summary>The library's help, followed by examples and, for the program as a whole, the exit codes.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private readonly HelpAction _help;
    private readonly IReadOnlyDictionary<Command, string[]> _examples;

    /// <summary>Creates the action.</summary>
    /// <param name="help">The library's help.</param>
    /// <param name="examples">Command lines by command.</param>
    public HelpWithExamples(HelpAction help, IReadOnlyDictionary<Command, string[]> examples)
    {
        _help = help;
        _examples = examples;
    }

    /// <inheritdoc />
    public override bool ClearsParseErrors => true;

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        int result = _help.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        Command command = parseResult.CommandResult.Command;
        if (_examples.TryGetValue(command, out string[]? examples))
        {
            output.WriteLine("Examples:");
            foreach (string example in examples)
                output.WriteLine($"  {example}");
            output.WriteLine();
        }

        if (command is RootCommand)
            WriteExitCodes(output);
        return result;
    }

    private static void WriteExitCodes(TextWriter output)
    {
        output.WriteLine("Exit codes:");
        foreach ((int code, string meaning) in ExitCodes.All)
            output.WriteLine($"  {code,3}  {meaning}");
        output.WriteLine();
    }
}
